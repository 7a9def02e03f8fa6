import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "tsup";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "rototo-warning-"));
beforeAll(async () => {
  const entry = fileURLToPath(new URL("warn-of-interpreter.ts", import.meta.url));
  await build({ entry: { warn: entry }, format: "esm", outDir: folder, config: false, silent: true, dts: false });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = `
if (process.argv.includes("extended")) Object.prototype.added = 1;
process.on("warning", ({ code, message }) => console.log(code, message));
const name = (await import("node:fs")).readdirSync(".").find((file) => file.startsWith("warn."));
const { warnOfInterpreter } = await import(process.cwd() + "/" + name);
warnOfInterpreter();
warnOfInterpreter();
`;

it.each([
  ["nothing as usual", [], [], ""],
  ["that code is forbidden", ["--disallow-code-generation-from-strings"], [], "forbids to generate code"],
  ["that objects inherit", [], ["extended"], 'inherits the property "added"'],
])("says %s, once", (_, flags, args, words) => {
  const command = [...flags, "--no-warnings", "--input-type=module", "-e", PROGRAM, "--", ...args];
  const lines = execFileSync(process.execPath, command, { encoding: "utf8", cwd: folder }).split("\n").filter(Boolean);
  expect(lines).toEqual(words === "" ? [] : [expect.stringMatching(`^ROTOTO_NO_CODE .*${words}`)]);
});
