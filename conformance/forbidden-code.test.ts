import { execFileSync } from "node:child_process";
import { build } from "esbuild";
import { expect, it } from "vitest";

const PROGRAM = `
import { ajvEngine } from "@rototo/core/ajv";
const schema = { type: "object", properties: { a: { type: "integer" } }, additionalProperties: false };
if (process.argv.includes("extended")) Object.prototype.added = 1;
const { ok, validator } = ajvEngine.compile("a.json", new Map([["a.json", schema]]));
console.log(JSON.stringify([ok, ...[{ a: 1 }, { a: "x" }, { b: 1 }].map((value) => validator.matches(value))]));
`;

/** What the program prints in a process of its own, started with `flags` and `args`. */
async function run(flags: readonly string[], args: readonly string[] = []): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: import.meta.dirname, loader: "js" },
    conditions: ["@rototo/source"],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const input = outputFiles[0]?.text ?? "";
  return JSON.parse(
    execFileSync(process.execPath, [...flags, "--input-type=module", "-", ...args], { input, encoding: "utf8" }),
  );
}

it.each([
  ["as usual", [], []],
  ["where generating code is forbidden", ["--disallow-code-generation-from-strings"], []],
  ["where every object inherits a property", [], ["extended"]],
])("the engine that generates code answers right %s", async (_, flags, args) => {
  expect(await run(flags, args)).toEqual([true, true, false, false]);
});
