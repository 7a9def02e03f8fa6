import { describe, expect, test } from "vitest";
import { lintTask } from "./testing/lint-task.js";
import { WAYS_TO_RUN } from "./testing/ways-to-run.js";

const HEALTHY = lintTask(
  `function lint() return { { message = string.upper("fine") .. math.type(1) .. tostring(rawget(_G, "leaked")) } } end`,
  { id: "healthy" },
);
const HEALTHY_REPORT = { kind: "report", variable: "healthy", message: "FINEintegernil", severity: "error" };

describe.each(WAYS_TO_RUN)("%s", (_name, runCustomLint) => {
  /**
   * Runs each script with a healthy one before and after it, all in one lane: whatever
   * they do, the healthy ones must not notice. The findings of each script, by its name.
   */
  async function attackAll(scripts: Readonly<Record<string, string>>, timeoutMs = 2_000) {
    const names = Object.keys(scripts);
    const attacks = names.flatMap((name) => [lintTask(scripts[name], { id: name, values: { a: 1 } }), HEALTHY]);
    const findings = await runCustomLint([HEALTHY, ...attacks], { workers: 1, timeoutMs });
    const healthy = findings.filter((finding) => finding.variable === "healthy");
    expect(healthy).toEqual(Array.from({ length: names.length + 1 }, () => HEALTHY_REPORT));
    return Object.fromEntries(names.map((name) => [name, findings.filter((finding) => finding.variable === name)]));
  }

  async function attack(source: string, timeoutMs?: number) {
    const { limits = [] } = await attackAll({ limits: source }, timeoutMs);
    return limits;
  }

  /** What {@link attackAll} gives when each script fails once with the same message. */
  function eachFailsWith(scripts: Readonly<Record<string, string>>, message: string) {
    return Object.fromEntries(
      Object.keys(scripts).map((name) => [
        name,
        [{ kind: "failure", variable: name, script: `lint/${name}.lua`, message }],
      ]),
    );
  }

  describe("time", () => {
    test("scripts that never end are stopped, also inside one C call", async () => {
      const scripts = {
        "loop at the top level": "while true do end",
        "loop in a hook": "function lint() while true do end end",
        "loop in pcall": "function lint() while true do pcall(function() while true do end end) end end",
        "loop in the handler of xpcall": "function lint() xpcall(error, function() while true do end end) end",
        "loop in __tostring":
          "function lint() tostring(setmetatable({}, { __tostring = function() while true do end end })) end",
        "loop in __close":
          "function lint() local x <close> = setmetatable({}, { __close = function() while true do end end }) end",
        "C call that backtracks": `function lint() string.find(string.rep("a", 5000), ".-.-.-.-.-b") end`,
        "C call that moves for ever": "function lint() table.move({}, 1, math.maxinteger - 1, 2, {}) end",
        "C call in pcall": `function lint() pcall(string.find, string.rep("a", 5000), ".-.-.-.-.-b") end`,
        "garbage for ever": "function lint() while true do local t = { {}, {} } end end",
      };
      expect(await attackAll(scripts, 250)).toEqual(
        eachFailsWith(scripts, "the script ran longer than 0.25 s and was stopped"),
      );
    });

    test("two seconds unless told otherwise", async () => {
      const [finding] = await runCustomLint([lintTask("while true do end")]);
      expect(finding?.message).toBe("the script ran longer than 2 s and was stopped");
    });

    test("all hooks of a task share the time", async () => {
      const values = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`v${index}`, index]));
      const script = `
      function lint_value(value)
        local x = 0
        for i = 1, 3000000 do x = x + i end
      end`;
      const findings = await runCustomLint([lintTask(script, { values })], { timeoutMs: 200 });
      expect(findings).toMatchObject([
        { kind: "failure", message: "the script ran longer than 0.2 s and was stopped" },
      ]);
    });

    test("what was reported before the stop is kept, and what was left out is still counted", async () => {
      const script = `
      function lint() return { { message = "one" }, { message = "two" }, { message = "three" } } end
      function lint_value() while true do end end`;
      const findings = await runCustomLint([lintTask(script, { values: { a: 1 } })], {
        timeoutMs: 200,
        maxFindings: 1,
      });
      expect(findings).toMatchObject([
        { kind: "report", message: "one" },
        { kind: "report", message: "2 more findings were left out: only the first 1 of a variable are shown" },
        { kind: "failure", message: "the script ran longer than 0.2 s and was stopped" },
      ]);
    });
  });

  describe("time of all scripts together", () => {
    const notRun = (seconds: number) => `the script was not run: all scripts together took longer than ${seconds} s`;

    test.each([1, 3])("no further script starts once it is used up, and each is told (%i threads)", async (workers) => {
      const tasks = Array.from({ length: 20 }, (_, index) => lintTask("while true do end", { id: `v${index}` }));
      const findings = await runCustomLint(tasks, { workers, timeoutMs: 100, totalMs: 250 });
      expect(findings.map(({ kind, variable }) => [kind, variable])).toEqual(
        tasks.map(({ variable }) => ["failure", variable.id]),
      );
      const ran = findings.filter(({ message }) => message === "the script ran longer than 0.1 s and was stopped");
      // Three use it up; each other thread may have begun with one more.
      expect(ran.length).toBeGreaterThan(0);
      expect(ran.length).toBeLessThanOrEqual(2 + workers);
      expect(findings.filter(({ message }) => message === notRun(0.25))).toHaveLength(tasks.length - ran.length);
    });

    test("quick scripts do not use it up, however many there are", async () => {
      const tasks = Array.from({ length: 300 }, (_, index) => lintTask("function lint() end", { id: `v${index}` }));
      expect(await runCustomLint(tasks)).toEqual([]);
    });
  });

  describe("memory", () => {
    test("scripts that take too much are stopped, also in pcall", async () => {
      const scripts = {
        table: "function lint() local t = {} for i = 1, math.maxinteger do t[i] = {} end end",
        "table in pcall":
          "function lint() while true do pcall(function() local t = {} while true do t[#t + 1] = {} end end) end end",
        "string that doubles": `function lint() local s = "x" while true do s = s .. s end end`,
        "one huge string": `function lint() string.rep("x", 1000000000) end`,
        "one huge string in pcall": `function lint() pcall(string.rep, "x", 1000000000) end`,
        recursion: "function lint() local function f() return 1 + f() end return f() end",
        "recursion in pcall": "function lint() local function f() return 1 + f() end return pcall(f) end",
        closures:
          "function lint() local f = function() end while true do local g = f f = function() return g end end end",
      };
      const message = "the script needed more than 16 MiB of memory and was stopped";
      expect(await attackAll(scripts, 20_000)).toEqual(eachFailsWith(scripts, message));
    });

    test("a request that Lua itself refuses", async () => {
      expect(await attack(`function lint() string.rep("x", math.maxinteger) end`)).toMatchObject([
        { kind: "failure", message: "`lint` raised an error: resulting string too large" },
      ]);
    });

    test("recursion through C does not overrun the stack of the machine", async () => {
      const scripts = {
        gsub: `function lint() local function f() return (string.gsub("a", "a", f)) end return f() end`,
        sort: "function lint() local function f() table.sort({ 3, 2, 1 }, f) end return f() end",
        index:
          "function lint() local t = setmetatable({}, {}) getmetatable(t).__index = function(t, key) return t[key .. 'x'] end return t.x end",
        pcall: "function lint() local function f() return pcall(f) end error(select(2, f())) end",
        pattern: `function lint() string.find(string.rep("a", 300000), string.rep("a?", 300000)) end`,
      };
      for (const findings of Object.values(await attackAll(scripts))) {
        expect(findings).toMatchObject([{ kind: "failure" }]);
      }
    });

    test("the limit can be set, and what is needed to start counts", async () => {
      const [tight, tiny] = await Promise.all([
        runCustomLint([lintTask(`function lint() string.rep("x", 100000) end`)], { memoryBytes: 65_536 }),
        runCustomLint([lintTask("function lint() end")], { memoryBytes: 1_000 }),
      ]);
      expect(tight).toMatchObject([
        { kind: "failure", message: "the script needed more than 64 KiB of memory and was stopped" },
      ]);
      expect(tiny).toMatchObject([
        { kind: "failure", message: "the script needed more than 1000 bytes of memory and was stopped" },
      ]);
    });

    test("garbage does not count as memory", async () => {
      const script = `
      function lint()
        local s
        for i = 1, 60 do s = string.rep("x", 1000000) .. i end
        return { { message = tostring(#s) } }
      end`;
      expect(await attack(script)).toMatchObject([{ kind: "report", message: "1000002" }]);
    });

    test("a value that does not fit is a failure", async () => {
      const [finding] = await runCustomLint([
        lintTask("function lint() end", { values: { a: "x".repeat(20_000_000) } }),
      ]);
      expect(finding?.message).toBe("the script needed more than 16 MiB of memory and was stopped");
    });
  });

  describe("what a script cannot reach", () => {
    test("what could reach outside is absent", async () => {
      const names =
        "os io package require load loadstring loadfile dofile debug collectgarbage coroutine warn string.dump";
      const scripts = Object.fromEntries(
        names
          .split(" ")
          .map((name) => [name, `function lint() return { { message = "${name} is " .. tostring(${name}) } } end`]),
      );
      for (const [name, findings] of Object.entries(await attackAll(scripts))) {
        expect(findings).toMatchObject([{ kind: "report", message: `${name} is nil` }]);
      }
    });

    test("nothing else is there either", async () => {
      const script = `
      function lint()
        local names = {}
        for name in pairs(_G) do names[#names + 1] = name end
        table.sort(names)
        return { { message = table.concat(names, " ") } }
      end`;
      expect(await attack(script)).toMatchObject([
        {
          message:
            "_G _VERSION assert error getmetatable ipairs lint math next pairs pcall print rawequal rawget rawlen rawset select " +
            "setmetatable string table tonumber tostring type utf8 xpcall",
        },
      ]);
    });

    test("an attempt is reported once", async () => {
      const statements = {
        os: `os.execute("true")`,
        io: `io.open("/etc/passwd")`,
        require: `require("os")`,
        load: `load("return 1")()`,
        debug: "debug.getregistry()",
        coroutine: "coroutine.wrap(function() while true do end end)()",
        "string metatable": `getmetatable("").__index = nil`,
        "other string metatable": `setmetatable("", {})`,
        "locked metatable": "setmetatable(setmetatable({}, { __metatable = false }), {})",
        finalizer: "setmetatable({}, { __gc = function() while true do end end })",
      };
      const scripts = Object.fromEntries(
        Object.entries(statements).map(([name, text]) => [name, `function lint() ${text} end`]),
      );
      for (const findings of Object.values(await attackAll(scripts))) {
        expect(findings).toMatchObject([
          {
            kind: "failure",
            line: 1,
            message: expect.stringMatching(/^`lint` raised an error: (?!sandbox)/) as string,
          },
        ]);
      }
    });

    test("the metatable of strings is locked, and changing the libraries stays in the script", async () => {
      const script = `
      leaked = "yes"
      rawset(_G, "tostring", function() return "leaked" end)
      string.upper = function() return "leaked" end
      math.type = nil
      setmetatable(_G, { __index = function() return "leaked" end })
      function lint() return { { message = tostring(1) .. ("x"):upper() .. (getmetatable("") and "open" or "locked") } } end`;
      expect(await attack(script)).toMatchObject([{ kind: "report", message: "leakedleakedlocked" }]);
    });

    test("a finalizer that is added later never runs", async () => {
      const script = `
      local metatable = {}
      for i = 1, 1000 do setmetatable({}, metatable) end
      metatable.__gc = function() while true do end end
      function lint() local t = {} for i = 1, 100000 do t[i % 100] = { i } end return { { message = "ended" } } end`;
      expect(await attack(script)).toMatchObject([{ kind: "report", message: "ended" }]);
    });

    test("a hook can change its own argument only", async () => {
      const script = `
      function lint(variable) variable.values.a = 99 variable.id = "other" variable.values = nil end
      function lint_value(value) return { { message = value.name .. value.value .. value.variable.id } } end`;
      expect(await attack(script)).toMatchObject([{ kind: "report", variable: "limits", message: "a1limits" }]);
    });
  });

  describe("many findings", () => {
    test("a hundred thousand are cut with a note", async () => {
      const script = `
      function lint()
        local findings = {}
        for i = 1, 100000 do findings[i] = { message = "finding " .. i, severity = i == 70000 and "error" or "warning" } end
        return findings
      end`;
      // Time is not the matter here, and the machine may be busy.
      const findings = await attack(script, 20_000);
      expect(findings).toHaveLength(101);
      expect(findings[99]).toMatchObject({ message: "finding 100", severity: "warning" });
      expect(findings[100]).toEqual({
        kind: "report",
        variable: "limits",
        message: "99900 more findings were left out: only the first 100 of a variable are shown",
        severity: "error",
      });
    });
  });
});
