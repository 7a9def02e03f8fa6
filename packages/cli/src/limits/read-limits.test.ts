import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { MANIFEST, temporaryWorkspace } from "../testing/temporary-workspace.js";

describe("--limit", () => {
  test.each([
    [["redirects"], `--limit "redirects" is no NAME=VALUE`, "write it as redirects=2"],
    [["=2"], `--limit "": there is no such limit, or it cannot be set`, "those that can be set are gitTimeoutMs, "],
    [["redirect=2"], `--limit "redirect": there is no such limit`, "did you mean `redirects`?"],
    [["depth=2"], `--limit "depth": there is no such limit, or it cannot be set`, "those that can be set are"],
    [["__proto__=2"], `--limit "__proto__": there is no such limit`, ""],
    [["downloadBytes=50MB"], `--limit downloadBytes is a whole number, not "50MB"`, "An archive or snapshot"],
    [["downloadBytes="], `--limit downloadBytes is a whole number, not ""`, ""],
    [["downloadBytes=-1"], `--limit downloadBytes is a whole number, not "-1"`, ""],
    [["downloadBytes=1e6"], `--limit downloadBytes is a whole number, not "1e6"`, ""],
    [["downloadBytes=0"], "--limit downloadBytes must be a whole number from 1 to 9007199254740991, not 0", ""],
    [["entries=9007199254740993"], "--limit entries must be a whole number from 1 to ", ""],
    [["httpTimeoutMs=2147483648"], "--limit httpTimeoutMs must be a whole number from 1 to 2147483647", ""],
    [["redirects=1", "--limit", "redirects=2"], "--limit redirects is given more than once", ""],
  ])("%j is a usage error, before anything is read", async (words, message, help) => {
    const call = ["variable", "resolve", "a", "--context", "@missing.json", "--limit", ...words];
    const { status, stdout, stderr } = await runInProcess([...call, "--workspace", "/nowhere"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).toContain("code: usage");
    expect(stderr).toContain(help);
  });

  test("reaches custom lint", async () => {
    const slow = `function lint() local x = 0 for i = 1, 3000000 do x = x + i end end`;
    const names = Array.from({ length: 12 }, (_, index) => `v${index}`);
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "lint/slow.lua": slow,
      ...Object.fromEntries(
        names.map((name) => [
          join("variables", `${name}.toml`),
          `schema_version = 1\ntype = "int"\nlint = { path = "../lint/slow.lua" }\n[values]\none = 1\n[resolve]\ndefault = "one"\n`,
        ]),
      ),
    });
    expect((await runInProcess(["workspace", "lint"], { cwd })).status).toBe(0);
    for (const words of [
      ["workspace", "lint"],
      ["workspace", "inspect"],
      ["variable", "resolve", "v0"],
      ["build", "--out", "-"],
    ]) {
      const { status, stdout, stderr } = await runInProcess([...words, "--limit", "customLintTotalMs=1"], { cwd });
      expect(status).toBe(1);
      if (words[1] === "inspect") expect(stdout).toMatch(/diagnostics: \d+ errors/);
      else expect(stdout + stderr).toContain("the script was not run: all scripts together took longer than 0.001 s");
    }
  });
});

test("other options are judged before anything is read, too", async () => {
  const call = ["variable", "resolve", "a", "--context", "@missing.json"];
  const rows: [words: string[], message: string][] = [
    [["--now", "tomorrow"], "--now"],
    [["--env", ""], "--env is empty"],
    [["--context", "nothing"], `--context "nothing" is no context`],
    [["--workspace", "ftp://x"], "ftp"],
    [
      ["--workspace-token", "s3cret token", "--workspace", "https://localhost:1/x.tgz"],
      "--workspace-token holds a character",
    ],
  ];
  for (const [words, message] of rows) {
    const { status, stdout, stderr } = await runInProcess([...call, ...words]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("missing.json");
    expect(stderr).not.toContain("s3cret");
  }
});
