import { describe, expect, test } from "vitest";
import { runCustomLint } from "./run-custom-lint.js";
import { lintTask } from "./testing/lint-task.js";
import { watchWorkers } from "./testing/watch-workers.js";

const workers = watchWorkers();

const TOKEN_BUDGET = `
function lint_value(value)
  local config = value.value
  if config.max_output_tokens > 5000 then
    return {
      {
        message = "value " .. value.name .. " exceeds the maximum token budget",
        help = "Use 5000 or fewer output tokens."
      }
    }
  end
  return {}
end
`;

function llmTask(enterpriseTokens: number) {
  return lintTask(TOKEN_BUDGET, {
    id: "llm-agent-config",
    schema: "schemas/llm-config.schema.json",
    values: {
      local: { model: "local-small", max_output_tokens: 1200, temperature: 0.2 },
      standard: { model: "gpt-5-mini", max_output_tokens: 2400, temperature: 0.3 },
      enterprise: { model: "gpt-5", max_output_tokens: enterpriseTokens, temperature: 0.2 },
    },
  });
}

describe("the tutorial's script", () => {
  test("accepts the tutorial's values", async () => {
    expect(await runCustomLint([llmTask(5000)])).toEqual([]);
  });

  test("reports a value over the budget", async () => {
    expect(await runCustomLint([llmTask(5001)])).toEqual([
      {
        kind: "report",
        variable: "llm-agent-config",
        valueKey: "enterprise",
        message: "value enterprise exceeds the maximum token budget",
        help: "Use 5000 or fewer output tokens.",
        severity: "error",
      },
    ]);
  });
});

describe("hooks", () => {
  test("`lint` sees the expanded variable", async () => {
    const script = `
      function lint(variable)
        local facts = {
          variable.id, variable.uri, variable.path, variable.description, variable.type, tostring(variable.schema),
          variable.values.small, variable.values.large,
          variable.env._.value, #variable.env._.rule,
          variable.env.prod.value, variable.env.prod.rule[1].qualifier, variable.env.prod.rule[1].value,
          tostring(variable.resolve), table.concat(variable.workspace.environments, "+"),
        }
        return { { message = table.concat(facts, " ") } }
      end`;
    const task = lintTask(script, {
      description: "Limits",
      type: "int",
      values: { small: 10, large: 20 },
      env: {
        _: { value: "small", rule: [] },
        prod: { value: "large", rule: [{ qualifier: "paying", value: "large" }] },
      },
      workspace: { environments: ["dev", "prod"] },
    });
    expect(await runCustomLint([task])).toEqual([
      {
        kind: "report",
        variable: "limits",
        message:
          "limits variable://limits variables/limits.toml Limits int nil 10 20 small 0 large paying large nil dev+prod",
        severity: "error",
      },
    ]);
  });

  test("`lint_value` sees name, value and where it belongs, and no null", async () => {
    const script = `
      function lint_value(value)
        return { { message = value.name .. " " .. tostring(value.value) .. " " .. value.variable.id .. " " .. value.variable.uri .. " " .. value.variable.path } }
      end`;
    const findings = await runCustomLint([lintTask(script, { values: { on: true, none: null } })]);
    expect(findings.map((finding) => finding.message)).toEqual([
      "none nil limits variable://limits variables/limits.toml",
      "on true limits variable://limits variables/limits.toml",
    ]);
  });

  test("`lint` comes before `lint_value`, and values come in code-unit order", async () => {
    const script = `
      function lint_value(value) return { { message = value.name } } end
      function lint(variable) return { { message = "first" }, { message = "second" } } end`;
    const findings = await runCustomLint([lintTask(script, { values: { b: 1, "10": 1, a: 1, "9": 1, B: 1 } })]);
    expect(findings.map((finding) => finding.message)).toEqual(["first", "second", "10", "9", "B", "a", "b"]);
  });

  test("a finding carries severity, code and field as the script gave them", async () => {
    const script = `
      function lint_value(value)
        return {
          { message = "m", severity = "warning", code = "team/token-budget", field = "max_output_tokens" },
          { message = "n", severity = "error", note = "a field that the format does not have" },
        }
      end`;
    expect(await runCustomLint([lintTask(script, { values: { big: 1 } })])).toEqual([
      {
        kind: "report",
        variable: "limits",
        valueKey: "big",
        message: "m",
        severity: "warning",
        code: "team/token-budget",
        field: "max_output_tokens",
      },
      { kind: "report", variable: "limits", valueKey: "big", message: "n", severity: "error" },
    ]);
  });

  test("nil, nothing and an empty list are no findings", async () => {
    const scripts = ["function lint() return nil end", "function lint() end", "function lint() return {} end"];
    expect(await runCustomLint(scripts.map((script) => lintTask(script)))).toEqual([]);
  });

  test("a script may begin with a byte order mark and end its lines with CRLF", async () => {
    const script = '\uFEFFfunction lint()\r\n  return { { message = "ok" } }\r\nend\r\n';
    expect(await runCustomLint([lintTask(script)])).toMatchObject([{ message: "ok" }]);
  });
});

describe("order and limits", () => {
  test("findings are in task order, whichever thread was faster", async () => {
    const slow = `function lint(v) local x = 0 for i = 1, 3000000 do x = x + i end return { { message = v.id } } end`;
    const fast = `function lint(v) return { { message = v.id } } end`;
    const tasks = Array.from({ length: 12 }, (_, index) =>
      lintTask(index % 3 === 0 ? slow : fast, { id: `v${index}` }),
    );
    const findings = await runCustomLint(tasks, { workers: 3 });
    expect(findings.map((finding) => finding.message)).toEqual(tasks.map((task) => task.variable.id));
  });

  test("findings beyond the limit are counted in one more, as severe as the worst of them", async () => {
    const script = `
      function lint()
        local findings = {}
        for i = 1, 7 do findings[i] = { message = "finding " .. i, severity = "warning" } end
        return findings
      end
      function lint_value(value) return { { message = "bad", severity = value.value } } end`;
    const run = (severity: string) =>
      runCustomLint([lintTask(script, { values: { a: severity } })], { maxFindings: 5 });
    expect((await run("warning")).map((finding) => finding.message)).toEqual([
      "finding 1",
      "finding 2",
      "finding 3",
      "finding 4",
      "finding 5",
      "3 more findings were left out: only the first 5 of a variable are shown",
    ]);
    expect((await run("warning")).at(-1)).toMatchObject({ kind: "report", severity: "warning" });
    expect((await run("error")).at(-1)).toMatchObject({ kind: "report", severity: "error" });
    expect(await run("fatal")).toHaveLength(7);
  });

  test("a text that is far too long is cut with an ellipsis", async () => {
    const [finding] = await runCustomLint([
      lintTask(`function lint() return { { message = string.rep("€", 100000) } } end`),
    ]);
    expect(finding?.message).toBe(`${"€".repeat(10_000)}…`);
  });

  test.each(["timeoutMs", "totalMs", "memoryBytes", "workers", "maxFindings"])(
    "%s must be a positive whole number",
    async (name) => {
      for (const value of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
        await expect(runCustomLint([], { [name]: value })).rejects.toThrow(RangeError);
      }
      await expect(runCustomLint([], { [name]: "5" })).rejects.toThrow(new RegExp(`^${name} must be`));
      expect(await runCustomLint([], { [name]: undefined })).toEqual([]);
    },
  );

  test("an unknown option is refused", async () => {
    await expect(runCustomLint([], { total: 5 } as object)).rejects.toThrow("unknown option total");
  });
});

describe("threads", () => {
  const quick = `function lint(v) return { { message = v.id } } end`;

  test("one task takes one thread, and it is gone afterwards", async () => {
    await runCustomLint([lintTask(quick)]);
    expect(workers.started).toHaveLength(1);
    expect(workers.started[0]?.threadId).toBe(-1);
  });

  test("no task takes no thread, nor does a missing script", async () => {
    expect(await runCustomLint([])).toEqual([]);
    expect(await runCustomLint([lintTask(undefined)])).toEqual([
      {
        kind: "failure",
        variable: "limits",
        script: "lint/limits.lua",
        message: "the script lint/limits.lua does not exist",
      },
    ]);
    expect(workers.started).toHaveLength(0);
  });

  test("two hundred variables share a few threads", async () => {
    const tasks = Array.from({ length: 200 }, (_, index) => lintTask(quick, { id: `v${index}` }));
    const findings = await runCustomLint(tasks);
    expect(findings.map((finding) => finding.message)).toEqual(tasks.map((task) => task.variable.id));
    expect(workers.started.length).toBeLessThanOrEqual(4);
    expect(workers.started.map((worker) => worker.threadId)).toEqual(workers.started.map(() => -1));
  });

  test("a thread is replaced only after it was killed, and only for another task", async () => {
    const endless = "while true do end";
    await runCustomLint([lintTask(endless), lintTask(quick), lintTask(quick), lintTask(endless)], {
      workers: 1,
      timeoutMs: 200,
    });
    expect(workers.started).toHaveLength(2);
  });

  describe("with a busy main thread", () => {
    async function whileBusy<T>(result: Promise<T>): Promise<T> {
      const progress = { done: false };
      void result.finally(() => (progress.done = true));
      while (!progress.done) {
        const until = performance.now() + 1_200;
        while (performance.now() < until);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      return result;
    }

    test("a script that was quick enough does not look slow", async () => {
      const result = runCustomLint([lintTask(quick), lintTask(quick)], { workers: 1, timeoutMs: 1_000 });
      expect(await whileBusy(result)).toMatchObject([{ message: "limits" }, { message: "limits" }]);
    });

    test("a script that was too slow is told so, although it has ended", async () => {
      const slow = "function lint() local x = 0 for i = 1, 3000000 do x = x + i end end";
      const result = runCustomLint([lintTask(slow)], { timeoutMs: 1 });
      expect(await whileBusy(result)).toMatchObject([
        { kind: "failure", message: "the script ran longer than 0.001 s and was stopped" },
      ]);
    });
  });

  test("an abort rejects with its reason and ends the threads", async () => {
    const abort = new AbortController();
    const endless = `print("begun") function lint() while true do end end`;
    let begun = 0;
    const result = runCustomLint([lintTask(endless), lintTask(endless)], {
      signal: abort.signal,
      workers: 2,
      timeoutMs: 60_000,
      onPrint: () => {
        begun += 1;
        if (begun === 2) abort.abort(new Error("enough"));
      },
    });
    await expect(result).rejects.toThrow("enough");
    expect(workers.started.map((worker) => worker.threadId)).toEqual([-1, -1]);
  });

  test("an aborted signal starts nothing", async () => {
    await expect(runCustomLint([lintTask(quick)], { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow(
      "no",
    );
    expect(workers.started).toHaveLength(0);
  });
});
