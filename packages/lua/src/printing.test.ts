import { describe, expect, test } from "vitest";
import type { PrintedLine } from "./custom-lint-limits.js";
import { lintTask } from "./testing/lint-task.js";
import { WAYS_TO_RUN } from "./testing/ways-to-run.js";

describe.each(WAYS_TO_RUN)("%s", (_name, runCustomLint) => {
  async function printedBy(...sources: string[]) {
    const printed: PrintedLine[] = [];
    const tasks = sources.map((source, index) => lintTask(source, { id: `v${index}`, values: { a: 1, b: 2 } }));
    const findings = await runCustomLint(tasks, {
      workers: 1,
      timeoutMs: 20_000,
      onPrint: (line) => printed.push(line),
    });
    return { printed, findings };
  }

  test("what a script prints is told, with the script and the variable", async () => {
    const { printed, findings } = await printedBy(
      `print("top", nil, 1.5) function lint_value(value) print(value.name) print() end`,
      `function lint() print(setmetatable({}, { __tostring = function() return "one\\ntwo" end })) end`,
    );
    expect(findings).toEqual([]);
    expect(printed.map(({ script, variable, text }) => [script, variable, text])).toEqual([
      ["lint/v0.lua", "v0", "top\tnil\t1.5"],
      ["lint/v0.lua", "v0", "a"],
      ["lint/v0.lua", "v0", ""],
      ["lint/v0.lua", "v0", "b"],
      ["lint/v0.lua", "v0", ""],
      ["lint/v1.lua", "v1", "one\ntwo"],
    ]);
  });

  test("a hundred lines are shown, a long one is cut, and the script goes on", async () => {
    const { printed, findings } = await printedBy(
      `function lint()
      for line = 1, 100000 do print(string.rep("x", 2000) .. line) end
      return { { message = "done" } }
    end`,
    );
    expect(findings).toMatchObject([{ message: "done" }]);
    expect(printed).toHaveLength(101);
    expect(printed[99]?.text).toHaveLength(1_000);
    expect(printed[100]?.text).toBe("more was printed: only the first 100 lines of a script are shown");
  });

  test("what was printed before an error is told, too", async () => {
    const { printed, findings } = await printedBy(
      `print("before") error("no")`,
      `function lint() print("in it") error("no") end`,
    );
    expect(findings).toMatchObject([{ kind: "failure" }, { kind: "failure" }]);
    expect(printed.map(({ text }) => text)).toEqual(["before", "in it"]);
  });

  test("a script cannot reach what it printed, and without a reader printing does nothing", async () => {
    const script = `function lint()
    string.sub, table.concat, tostring = nil, nil, nil
    print("still")
    return { { message = type(printed) } }
  end`;
    expect((await printedBy(script)).printed.map(({ text }) => text)).toEqual(["still"]);
    expect(await runCustomLint([lintTask(script)])).toMatchObject([{ message: "nil" }]);
  });
});
