import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { TestRepository } from "@rototo/test-support/git-repository";
import { gitSandbox } from "@rototo/test-support/git-sandbox";
import { sourceProgram } from "../testing/source-program.js";

const program = sourceProgram(`
import { closeSync, openSync } from "node:fs";
import { loadSource, parseSource, probeSource } from "./sources.mjs";
const source = parseSource(process.argv[2], { cwd: "/" });
const { fingerprint } = await loadSource(source);
const opened = [];
for (;;) {
  try {
    opened.push(openSync("/dev/null"));
  } catch {
    break;
  }
}
console.log(await loadSource(source).catch(({ code }) => code));
console.log(await probeSource(source, fingerprint));
opened.forEach((descriptor) => closeSync(descriptor));
console.log(await probeSource(source, fingerprint));
`);
// After the program is built: what builds it stays, and is not what a test looks for.
const sandbox = gitSandbox();

test("a process without a free file descriptor is told, and lives on", () => {
  const repository = new TestRepository(sandbox.directory);
  repository.commit({ "rototo-workspace.toml": "schema_version = 1\n" });
  const command = `ulimit -n 64; exec "$0" "$@"`;
  const arguments_ = ["-c", command, process.execPath, program.path, `git+${repository.url}#main`];
  expect(execFileSync("/bin/sh", arguments_, { encoding: "utf8" })).toBe("source-unavailable\nunknown\nunchanged\n");
});
