import { describe, expect, test } from "vitest";
import { lintTask } from "./testing/lint-task.js";
import { WAYS_TO_RUN } from "./testing/ways-to-run.js";

const HEALTHY = lintTask(`function lint() return { { message = "healthy" } } end`, { id: "healthy" });

describe.each(WAYS_TO_RUN)("%s", (_name, runCustomLint) => {
  /** Runs the script and a healthy one after it in the same thread; the failure of the first. */
  async function failureOf(source: string, values: Record<string, number> = {}) {
    const findings = await runCustomLint([lintTask(source, { values }), HEALTHY], { workers: 1 });
    const failures = findings.filter((finding) => finding.kind === "failure");
    expect(failures).toHaveLength(1);
    expect(findings.at(-1)).toMatchObject({ kind: "report", message: "healthy" });
    expect(failures[0]).toMatchObject({ variable: "limits", script: "lint/limits.lua" });
    return failures[0];
  }

  /** The message of the one failure of each script. All run in the same thread. */
  async function failuresOf(scripts: readonly string[]) {
    const tasks = scripts.map((source, index) => lintTask(source, { id: `v${index}` }));
    const findings = await runCustomLint(tasks, { workers: 1 });
    const failures = findings.filter((finding) => finding.kind === "failure");
    expect(failures.map((failure) => failure.variable)).toEqual(tasks.map((task) => task.variable.id));
    return failures.map((failure) => failure.message);
  }

  describe("a script that cannot run", () => {
    test("does not parse", async () => {
      expect(await failureOf("function lint()\n  return {\nend")).toMatchObject({
        message: expect.stringMatching(/^the script does not parse: .*near 'end'/) as string,
        line: 3,
      });
    });

    test("is bytecode", async () => {
      expect(await failureOf("\u001bLua")).toMatchObject({
        message: expect.stringContaining("binary chunk") as string,
      });
    });

    test("holds a NUL character, wherever it stands", async () => {
      const rows = ["\0function lint() end", "-- a\0b\nfunction lint() end", "function lint() return 'a\0b' end\0"];
      expect(await failuresOf(rows)).toEqual(rows.map(() => "the script holds a NUL character"));
      expect(await failureOf("function lint()\n--\0\nend")).toMatchObject({ line: 2 });
    });

    test("begins with two byte order marks", async () => {
      expect(await failureOf("\uFEFF\uFEFFfunction lint() end")).toMatchObject({
        message: expect.stringMatching(/^the script does not parse: unexpected symbol/) as string,
        line: 1,
      });
    });

    test("has no hook", async () => {
      expect((await failureOf("local function lint() end"))?.message).toBe(
        "the script defines neither `lint` nor `lint_value`",
      );
      expect((await failureOf(""))?.message).toBe("the script defines neither `lint` nor `lint_value`");
    });

    test("has a hook that is no function", async () => {
      expect((await failureOf("lint = {}"))?.message).toBe("`lint` must be a function, not a table");
      expect((await failureOf("function lint() end lint_value = 3"))?.message).toBe(
        "`lint_value` must be a function, not a number",
      );
    });
  });

  describe("a script that raises", () => {
    test("at its top level", async () => {
      expect(await failureOf("\nerror('no')")).toMatchObject({
        message: "the script raised an error before its hooks were called: no",
        line: 2,
      });
    });

    test("in a hook, with the line and the value", async () => {
      expect(
        await failureOf("function lint_value(value)\n  return value.value.max > 5\nend", { small: 1 }),
      ).toMatchObject({
        message: "`lint_value` for the value `small` raised an error: attempt to index a number value (field 'value')",
        line: 2,
      });
    });

    test("with any value", async () => {
      const rows: [statement: string, text: string][] = [
        ["error({ message = 'from a table' })", "from a table"],
        ["error({})", "a table instead of a text"],
        ["error(nil)", "a nil instead of a text"],
        ["error(error)", "a function instead of a text"],
        ["error(12.5)", "12.5"],
        ["error(setmetatable({}, { __tostring = function() error('again') end }))", "a table instead of a text"],
        ["error(setmetatable({}, { __index = function() while true do end end }))", "a table instead of a text"],
        ["error('a\\0b', 0)", "a\0b"],
        ["error('\\xff\\xfe', 0)", "\uFFFD\uFFFD"],
      ];
      const messages = await failuresOf(rows.map(([statement]) => `function lint() ${statement} end`));
      expect(messages).toEqual(rows.map(([, text]) => `\`lint\` raised an error: ${text}`));
    });

    test("with a line that the script does not have", async () => {
      const failure = await failureOf("function lint() error('script:77: invented', 0) end");
      expect(failure).not.toHaveProperty("line");
    });

    test("after it has reported something", async () => {
      const script = `
      function lint_value(value)
        if value.name == "b" then error("broken", 0) end
        return { { message = value.name } }
      end`;
      expect(await runCustomLint([lintTask(script, { values: { a: 1, b: 2, c: 3 } })])).toMatchObject([
        { kind: "report", message: "a" },
        { kind: "failure", message: "`lint_value` for the value `b` raised an error: broken" },
      ]);
    });
  });

  describe("a hook that returns something else than findings", () => {
    test("is told what is wrong", async () => {
      const rows: [expression: string, message: string][] = [
        ["false", "`lint` must return nil or a list of findings, not a boolean"],
        ["'bad'", "`lint` must return nil or a list of findings, not a string"],
        ["7", "`lint` must return nil or a list of findings, not a number"],
        ["print or type", "`lint` must return nil or a list of findings, not a function"],
        [
          "{ message = 'm' }",
          '`lint` must return a list of findings, { { message = "..." } }, but its table has the key `message`',
        ],
        [
          "{ [1.5] = {} }",
          '`lint` must return a list of findings, { { message = "..." } }, but its table has a number as a key',
        ],
        [
          "{ [{}] = {} }",
          '`lint` must return a list of findings, { { message = "..." } }, but its table has a table as a key',
        ],
        ["{ [2] = { message = 'm' } }", "`lint` returned a list with gaps"],
        ["{ { message = 'm' }, nil, { message = 'n' } }", "`lint` returned a list with gaps"],
        ["{ [0] = { message = 'm' } }", "`lint` returned a list with gaps"],
        ["{ 'm' }", "finding 1 of `lint` must be a table, not a string"],
        ["{ { message = 'm' }, false }", "finding 2 of `lint` must be a table, not a boolean"],
        ["{ {} }", "finding 1 of `lint` has no `message`"],
        ["{ { message = 3 } }", "the `message` of finding 1 of `lint` must be a string, not a number"],
        ["{ { message = '' } }", "the `message` of finding 1 of `lint` is empty"],
        ["{ { message = 'm', help = {} } }", "the `help` of finding 1 of `lint` must be a string, not a table"],
        ["{ { message = 'm', field = 1 } }", "the `field` of finding 1 of `lint` must be a string, not a number"],
        [
          "{ { message = 'm', severity = true } }",
          "the `severity` of finding 1 of `lint` must be a string, not a boolean",
        ],
        [
          "{ { message = 'm', severity = 'info' } }",
          'the `severity` of finding 1 of `lint` must be "error" or "warning", not "info"',
        ],
        ["{ { message = 'm', code = {} } }", "the `code` of finding 1 of `lint` must be a string, not a table"],
        [
          "{ { message = 'm', code = 'budget' } }",
          'the `code` of finding 1 of `lint` must be an authority and a rule, as in "team/token-budget", not "budget"',
        ],
        [
          "{ { message = 'm', code = 'team/a/b' } }",
          'the `code` of finding 1 of `lint` must be an authority and a rule, as in "team/token-budget", not "team/a/b"',
        ],
        [
          "{ { message = 'm', code = 'rototo/id-invalid' } }",
          'the `code` of finding 1 of `lint` takes the authority "rototo", which belongs to the built-in rules',
        ],
        [
          "{ { message = 'm', code = 'Rototo/id-invalid' } }",
          'the `code` of finding 1 of `lint` takes the authority "Rototo", which belongs to the built-in rules',
        ],
        [
          "{ setmetatable({}, { __index = function() while true do end end }) }",
          "finding 1 of `lint` has no `message`",
        ],
        [
          "setmetatable({ 1 }, { __len = function() while true do end end })",
          "finding 1 of `lint` must be a table, not a number",
        ],
      ];
      const messages = await failuresOf(rows.map(([expression]) => `function lint() return ${expression} end`));
      expect(messages).toEqual(rows.map(([, message]) => message));
    });

    test("names the value", async () => {
      expect((await failureOf("function lint_value() return true end", { small: 1 }))?.message).toBe(
        "`lint_value` for the value `small` must return nil or a list of findings, not a boolean",
      );
    });
  });
});
