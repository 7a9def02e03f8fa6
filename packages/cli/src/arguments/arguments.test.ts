import { describe, expect, test } from "vitest";
import { commands } from "../commands/index.js";
import { runInProcess } from "../testing/run-in-process.js";
import { versionLine } from "../version.js";

describe("usage errors end with 2 and name the way out", () => {
  test.each([
    [["varable", "list"], "unknown command: varable", "did you mean `rototo variable`?"],
    [["variable", "reslve"], "unknown command: variable reslve", "did you mean `rototo variable resolve`?"],
    [["zzz"], "unknown command: zzz", "see rototo --help"],
    [["variable", "resolve"], "ID is missing", "see rototo variable resolve --help"],
    [["completions"], "SHELL is missing", "see rototo completions --help"],
    [["completions", "bsh"], "SHELL is one of bash, zsh, fish, not bsh", "did you mean `bash`?"],
    [["variable", "resolve", "x", "--evn", "prod"], "unknown option: --evn", "did you mean `--env`?"],
    [["variable", "resolve", "x", "--evn=prod"], "unknown option: --evn", "did you mean `--env`?"],
    [["variable", "list", "--env", "prod"], "unknown option: --env", "see rototo variable list --help"],
    [["variable", "list", "-x"], "unknown option: -x", ""],
    [["variable", "list", "--__proto__", "1"], "unknown option: ", ""],
    [["variable", "list", "x"], "unexpected argument: x", ""],
    [["variable", "resolve", "x", "y"], "unexpected argument: y", ""],
    [["variable", "resolve", "x", "--env"], "--env needs a value", ""],
    [["variable", "resolve", "x", "--context", "--json"], "--context needs a value", ""],
    [["variable", "resolve", "x", "--env", "a", "--env", "b"], "--env is given more than once", ""],
    [["variable", "list", "--json=yes"], "--json takes no value", ""],
    [["workspace", "lint", "--format", "xml"], "--format is one of text, json, sarif, github, junit, not xml", ""],
    [["workspace", "lint", "--format", "sarf"], "--format is one of", "did you mean `sarif`?"],
    [["workspace", "lint", ""], `source "" refused: the source is empty`, ""],
  ])("%j", async (words, message, help) => {
    const { status, stdout, stderr } = await runInProcess(words, { cwd: "/" });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    // With --json among the words, the error is JSON.
    expect(stderr).toContain(message);
    expect(stderr).toContain(help);
    expect(stderr).not.toContain("    at ");
  });

  test("as JSON", async () => {
    const { stderr } = await runInProcess(["variable", "reslve", "--json"]);
    expect(JSON.parse(stderr)).toEqual({
      error: {
        code: "usage",
        message: "unknown command: variable reslve",
        details: { suggestions: ["variable resolve"], help: "did you mean `rototo variable resolve`?" },
      },
    });
  });
});

test.each([[[]], [["variable"]]])("without a command help goes to standard error: %j", async (words) => {
  const { status, stdout, stderr } = await runInProcess(words);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("Commands:");
  expect(stderr).toMatch(/error: a command is missing\n {2}code: usage\n$/);
});

describe("help", () => {
  test.each([["--help"], ["-h"]])("%s names every group", async (option) => {
    const { status, stdout, stderr } = await runInProcess([option]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const name of ["workspace", "qualifier", "variable", "diagnostics", "completions"])
      expect(stdout).toContain(`rototo ${name} `);
    expect(stdout).not.toContain("__complete");
  });

  test.each(commands.map((command) => [command.path.join(" "), command] as const))(
    "%s",
    async (name, { description, options = [], examples = [] }) => {
      const { status, stdout } = await runInProcess([...name.split(" "), "--help"]);
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(`^rototo ${name}( \\[?[A-Z]+\\]?)? \\[OPTIONS\\]\n`));
      expect(stdout).toContain(description);
      for (const option of ["workspace", "json", "quiet", "no-color", ...options.map((own) => own.name)])
        expect(stdout).toMatch(new RegExp(`--${option}[ ,]`));
      for (const [call] of examples) expect(stdout).toContain(`rototo ${call}`);
      expect(stdout).not.toMatch(/\[(boolean|string|array|required)\]/);
    },
  );
});

test.each([
  [["--version"]],
  [["-V"]],
  [["variable", "list", "-V"]],
  [["variable", "--version"]],
  [["variable", "list", "--version"]],
])("%j", async (words) => {
  expect(await runInProcess(words)).toEqual({ status: 0, stdout: `${versionLine}\n`, stderr: "" });
});

test("global options stand anywhere, and an id may look like a number", async () => {
  const before = await runInProcess(["--json", "--workspace", "/nowhere/at/all", "variable", "get", "007"]);
  const after = await runInProcess(["variable", "get", "007", "--workspace=/nowhere/at/all", "--json"]);
  expect(before).toEqual(after);
  expect(JSON.parse(before.stderr)).toMatchObject({ error: { code: "workspace-not-found" } });
});
