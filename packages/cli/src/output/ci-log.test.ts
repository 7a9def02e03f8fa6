import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { temporaryWorkspace } from "../testing/temporary-workspace.js";

/** Would begin a line, or end an attribute or a comment, as an escape of TOML and of Lua. */
const TOML = String.raw`\n::set-output name=x::y %0A::x \r::error::z \u2028::e \u0085::e \u001b[31m \u0000 \ufffe ]]> ##[error]`;
const LUA = String.raw`\n::set-output name=x::y %0A::x \r::error::z \u{2028}::e \u{85}::e \27[31m \0 \u{fffe} ]]> ##[error]`;
const WORDS = "\n::error::x \r::error::x \u2028::e \u001b[31m ##[error]";

const FILES = {
  "rototo-workspace.toml": `schema_version = 1\n[environments]\nvalues = ["dev"]\n`,
  "qualifiers/q.toml": `schema_version = 1\n[[predicate]]\nattribute = "a"\nop = "eq"\nvalue = "${TOML}"\n`,
  "variables/key.toml": `schema_version = 1
"${TOML}" = 1
type = "string"
[values]
"${TOML}" = "${TOML}"
[resolve]
default = "${TOML}"
[[resolve.rule]]
qualifier = "q"
value = "${TOML}"
`,
  "variables/script.toml": `schema_version = 1\ntype = "string"\nlint = { path = "../lint/script.lua" }\n[values]\na = "x"\n[resolve]\ndefault = "a"\n`,
  "lint/script.lua": `print("${LUA}")
function lint(variable)
  print("::x")
  return { { message = "${LUA}", help = "${LUA}", code = "team/x" }, { message = "::error::first" } }
end
`,
};

const unlinted = ["--env", "dev", "--lint", "skip"];

/** Lines as a CI server may see them, without the spaces that it passes over. */
function linesOf({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): readonly string[] {
  return `${stdout}\n${stderr}`.split(/\r\n|[\n\r]/).map((line) => line.trimStart());
}

describe("nothing that a workspace or an argument says becomes a command to a CI server", () => {
  test.each([
    ["text", ["lint"]],
    ["JUnit", ["lint", "--format", "junit"]],
    ["the findings of one variable", ["variable", "lint", "script"]],
    ["what stops another command", ["resolve", "key", "--env", "dev"]],
    ["inspect", ["inspect"]],
    ["get", ["variable", "get", "key"]],
    ["an explained answer", ["resolve", "key", ...unlinted, "--trace"]],
    [
      "an explained answer that read the context",
      ["resolve", "key", ...unlinted, "--trace", "--context", `a=${WORDS}`],
    ],
    ["every answer", ["resolve-all", ...unlinted]],
    ["an unknown id", ["resolve", WORDS, ...unlinted]],
    ["an unknown environment", ["resolve", "key", "--lint", "skip", "--env", WORDS]],
    ["a bad context", ["resolve", "key", ...unlinted, "--context", WORDS]],
    ["a context that is no JSON", ["resolve", "key", ...unlinted, "--context", `{ ${WORDS}`]],
    ["a context file that is not there", ["resolve", "key", ...unlinted, "--context", `@${WORDS}`]],
    ["a bad instant", ["resolve", "key", ...unlinted, "--now", WORDS]],
    ["a directory that is not there", ["lint", WORDS]],
    ["an address that is none", ["lint", `https://h/${WORDS}`]],
    ["an unknown format", ["lint", "--format", WORDS]],
    ["an unknown command", [WORDS]],
    ["an unknown option", [`--${WORDS}`]],
    ["an unknown code", ["diagnostics", "get", WORDS]],
  ])("%s", async (_, words) => {
    const result = await runInProcess(words, { cwd: temporaryWorkspace(FILES) });
    expect(linesOf(result).filter((line) => line.startsWith("::"))).toEqual([]);
    expect(result.stdout + result.stderr).not.toMatch(/\u001b|\0/);
    // A file and a value are data, of which a program gets all.
    if (words[1] !== "get" && !words.includes("skip")) expect(linesOf(result).join("\n")).not.toContain("##[");
  });

  test.each(["json", "sarif"])("%s, which stays JSON", async (format) => {
    const result = await runInProcess(["lint", "--format", format], { cwd: temporaryWorkspace(FILES) });
    expect(linesOf(result).filter((line) => line.startsWith("::"))).toEqual([]);
    expect(JSON.parse(result.stdout)).toBeTypeOf("object");
  });

  test("GitHub gets its own commands alone", async () => {
    const result = await runInProcess(["lint", "--format", "github"], { cwd: temporaryWorkspace(FILES) });
    const commands = linesOf(result).filter((line) => line.startsWith("::"));
    expect(commands.length).toBeGreaterThan(3);
    for (const command of commands) expect(command).toMatch(/^::(?:error|warning) file=[\w/.-]+,line=/);
    expect(result.stdout).toContain("%0A::set-output");
    expect(result.stdout).toContain("%250A::x");
  });
});

test("JUnit has no character that XML forbids", async () => {
  const { stdout } = await runInProcess(["lint", "--format", "junit"], { cwd: temporaryWorkspace(FILES) });
  expect(stdout).toContain("::set-output");
  // What XML 1.0 allows, and what separates lines for some.
  expect(stdout).toMatch(/^[\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd]*$/);
  expect(stdout.replaceAll(/&(?:amp|lt|gt|quot);/g, "")).not.toContain("&");
});
