import { expect, test } from "vitest";
import { runCustomLintInProcess } from "./in-process.js";
import { lintTask } from "./testing/lint-task.js";
import { watchWorkers } from "./testing/watch-workers.js";

const workers = watchWorkers();

test("no thread is started, and the clock goes on after a script that was stopped", async () => {
  const before = Date.now();
  const quick = lintTask(`function lint() return { { message = "quick" } } end`);
  const findings = await runCustomLintInProcess([lintTask("while true do end"), quick], { timeoutMs: 100 });
  expect(findings.map(({ message }) => message)).toEqual(["the script ran longer than 0.1 s and was stopped", "quick"]);
  expect(workers.started).toEqual([]);
  expect(Date.now()).toBeGreaterThanOrEqual(before);
});

test("the findings are the same in every run", async () => {
  const script = `
    local keys = {}
    for index = 1, 50 do keys["key" .. index] = true end
    function lint()
      local seen = { tostring(math.random(1, 1000000)) }
      for key in pairs(keys) do seen[#seen + 1] = key end
      return { { message = table.concat(seen, " ") } }
    end`;
  expect(await runCustomLintInProcess([lintTask(script)])).toEqual(await runCustomLintInProcess([lintTask(script)]));
});

test("limits are checked as those of threads are", async () => {
  await expect(runCustomLintInProcess([], { timeoutMs: 0 })).rejects.toThrow(RangeError);
  await expect(runCustomLintInProcess([], { total: 5 } as object)).rejects.toThrow("unknown option total");
});
