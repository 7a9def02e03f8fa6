import { describe, expect, test } from "vitest";
import { lintTask } from "./testing/lint-task.js";
import { WAYS_TO_RUN } from "./testing/ways-to-run.js";
import { watchWorkers } from "./testing/watch-workers.js";

/** Takes all but a little of the memory, so that the next few megabytes are refused by the buffer that asks for them. */
const FILL = `local kept = { string.rep("k", 5000000), string.rep("l", 5000000) }`;
const LARGE = `string.rep("x", 8000000)`;

/** Scripts that carry on after they were refused memory, each by another way that Lua has for it. */
const SCRIPTS: Readonly<Record<string, string>> = {
  pcall: `function lint() ${FILL} pcall(function() return ${LARGE} end) end`,
  "pcall of the function itself": `function lint() ${FILL} pcall(string.rep, "x", 8000000) end`,
  "pcall in pcall": `function lint() ${FILL} pcall(pcall, string.rep, "x", 8000000) end`,
  "pcall at the top level": `${FILL} pcall(string.rep, "x", 8000000) function lint() end`,
  "pcall, and then findings": `function lint() ${FILL} pcall(string.rep, "x", 8000000) return { { message = "m" } } end`,
  "pcall, and then another error": `function lint() ${FILL} pcall(string.rep, "x", 8000000) error("no") end`,
  "pcall, and then for ever": `function lint() ${FILL} pcall(string.rep, "x", 8000000) local t = {} while true do t = {} end end`,
  "pcall of a table that grows": `function lint() pcall(function() local t = {} while true do t[#t + 1] = #t end end) end`,
  "pcall of a join": `function lint() ${FILL} pcall(table.concat, { kept[1], "x" }) end`,
  "pcall of a replacement": `function lint() ${FILL} pcall(string.gsub, kept[1], "k", "kk") end`,
  "pcall of a format": `function lint() ${FILL} pcall(string.format, "%s%s", kept[1], kept[2]) end`,
  "pcall of an upper": `function lint() ${FILL} pcall(string.upper, kept[1]) end`,
  "pcall of a concatenation": `function lint() ${FILL} pcall(function() return kept[1] .. kept[2] end) end`,
  xpcall: `function lint() ${FILL} xpcall(function() return ${LARGE} end, function() end) end`,
  "the handler of xpcall": `function lint() ${FILL} xpcall(error, function() return ${LARGE} end) end`,
  "pcall in the handler of xpcall": `function lint() ${FILL} xpcall(error, function() pcall(string.rep, "x", 8000000) end) end`,
  close: `function lint() ${FILL} pcall(function() local x <close> = setmetatable({}, { __close = function() end }) return ${LARGE} end) end`,
  __close: `function lint() ${FILL} pcall(function() local x <close> = setmetatable({}, { __close = function() ${LARGE}:len() end }) end) end`,
  "pcall in __close": `function lint() ${FILL} local x <close> = setmetatable({}, { __close = function() pcall(string.rep, "x", 8000000) end }) end`,
  "__close of an error": `function lint() ${FILL} pcall(function() local x <close> = setmetatable({}, { __close = function() ${LARGE}:len() end }) error("no") end) end`,
  __tostring: `function lint() ${FILL} pcall(tostring, setmetatable({}, { __tostring = function() return ${LARGE} end })) end`,
  __index: `function lint() ${FILL} pcall(function() return setmetatable({}, { __index = function() return ${LARGE} end }).x end) end`,
  "a comparison of sort": `function lint() ${FILL} pcall(table.sort, { 1, 2, 3 }, function(a, b) return #${LARGE} < a end) end`,
  "a replacement function": `function lint() ${FILL} pcall(string.gsub, "aaa", "a", function() return ${LARGE} end) end`,
  lint_value: `function lint_value() ${FILL} pcall(string.rep, "x", 8000000) end`,
};

describe.each(WAYS_TO_RUN)("%s", (name, runCustomLint) => {
  describe("out of memory", () => {
    const workers = watchWorkers();

    test("is told whatever a script does to carry on, and nothing runs in that Lua again", async () => {
      const tasks = Object.entries(SCRIPTS).map(([id, source]) => lintTask(source, { id, values: { a: 1 } }));
      const findings = await runCustomLint(tasks, { workers: 1, timeoutMs: 60_000 });
      const failures = findings.filter(({ kind }) => kind === "failure");
      const message = "the script needed more than 16 MiB of memory and was stopped";
      expect(failures.map(({ variable, message }) => [variable, message])).toEqual(
        tasks.map(({ variable }) => [variable.id, message]),
      );
      if (name === "in threads") expect(workers.started).toHaveLength(tasks.length);
    });
  });
});
