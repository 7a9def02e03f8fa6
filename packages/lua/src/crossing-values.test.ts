import type { JsonValue } from "@rototo/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lintTask } from "./testing/lint-task.js";
import { WAYS_TO_RUN } from "./testing/ways-to-run.js";

describe.each(WAYS_TO_RUN)("%s", (_name, runCustomLint) => {
  /** Reports each value in a notation that tells everything a script can see of it. */
  const SHOW = `
  local function hex(bytes)
    return (bytes:gsub(".", function(byte) return string.format("%02x", byte:byte()) end))
  end
  local function show(value)
    if math.type(value) == "integer" then return string.format("i%d", value) end
    if math.type(value) == "float" then return "f" .. hex(string.pack(">d", value)) end
    if type(value) == "string" then return "s" .. hex(value) end
    if type(value) ~= "table" then return tostring(value) end
    local parts = {}
    for key, item in pairs(value) do parts[#parts + 1] = show(key) .. "=" .. show(item) end
    table.sort(parts)
    return "#" .. #value .. "{" .. table.concat(parts, " ") .. "}"
  end
  function lint_value(value) return { { message = show(value.value) } } end`;

  /** The same notation, from the value itself. */
  function show(value: JsonValue): string {
    if (value === null) return "nil";
    if (typeof value === "boolean") return String(value);
    if (typeof value === "number") return Number.isSafeInteger(value) ? `i${BigInt(value)}` : `f${float(value)}`;
    if (typeof value === "string") return `s${Buffer.from(value, "utf8").toString("hex")}`;
    const entries = Array.isArray(value)
      ? [...value.entries()].map(([index, item]) => [index + 1, item] as const)
      : Object.entries(value);
    const parts = entries
      .filter(([, item]) => item !== null)
      .map(([key, item]) => `${show(key)}=${show(item as JsonValue)}`);
    return `#${Array.isArray(value) ? value.length : 0}{${parts.sort().join(" ")}}`;
  }

  /** All 64 bits of a float: no two ways of rounding its digits can differ. */
  function float(value: number): string {
    const bits = Buffer.alloc(8);
    bits.writeDoubleBE(value);
    return bits.toString("hex");
  }

  async function seen(values: Record<string, JsonValue>) {
    const findings = await runCustomLint([lintTask(SHOW, { values })], { maxFindings: 10_000, timeoutMs: 20_000 });
    return Object.fromEntries(
      findings.map((finding) => ["valueKey" in finding ? finding.valueKey : "failure", finding.message]),
    );
  }

  function shown(values: Record<string, JsonValue>) {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, show(value)]));
  }

  describe("values in a script", () => {
    test("integers, floats and their limits", async () => {
      const values = {
        zero: 0,
        negative: -7,
        float: 0.1,
        largest: Number.MAX_SAFE_INTEGER,
        smallest: Number.MIN_SAFE_INTEGER,
        beyond: 2 ** 53,
        far: 1e300,
        tiny: 5e-324,
      };
      expect(await seen(values)).toEqual({
        zero: "i0",
        negative: "i-7",
        float: "f3fb999999999999a",
        largest: "i9007199254740991",
        smallest: "i-9007199254740991",
        beyond: "f4340000000000000",
        far: "f7e37e43c8800759c",
        tiny: "f0000000000000001",
      });
    });

    test("text with NUL, quotes, and characters of every length", async () => {
      const values = { text: 'a\0b"\\\n', accents: "Zoë", wide: "😀", empty: "" };
      expect(await seen(values)).toEqual(shown(values));
    });

    test("keys that mean something to JavaScript are plain keys", async () => {
      const value = JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":"x","1":true}') as JsonValue;
      expect(await seen({ value })).toEqual({ value: show(value) });
    });

    test("empty lists and objects, and lists in lists", async () => {
      const values: Record<string, JsonValue> = {
        list: [],
        object: {},
        nested: [[1, [2, 3]], [], [{ a: [true, false] }]],
      };
      expect(await seen(values)).toEqual(shown(values));
    });

    test("null is nil: absent in a table", async () => {
      expect(await seen({ value: { gone: null, here: 1 } })).toEqual({ value: "#0{s68657265=i1}" });
    });

    test("nesting up to the limit, and a failure beyond it", async () => {
      const nested = (levels: number) => {
        let value: JsonValue = 1;
        for (let level = 0; level < levels; level++) value = { a: value };
        return value;
      };
      const measure = `
      function lint(variable)
        local value, depth = variable.values.deep, 0
        while type(value) == "table" do value, depth = value.a, depth + 1 end
        return { { message = tostring(depth) } }
      end`;
      expect(await runCustomLint([lintTask(measure, { values: { deep: nested(200) } })])).toMatchObject([
        { message: "200" },
      ]);
      expect(await runCustomLint([lintTask(measure, { values: { deep: nested(201) } })])).toMatchObject([
        { kind: "failure", message: "a value nests deeper than 200 levels" },
      ]);
    });

    test("law: every JSON value arrives whole", async () => {
      const withoutNull = fc.letrec<{ value: JsonValue }>((tie) => ({
        value: fc.oneof(
          { maxDepth: 4 },
          fc.boolean(),
          fc.integer(),
          fc.maxSafeInteger(),
          fc.double({ noDefaultInfinity: true, noNaN: true }),
          fc.string({ unit: "binary" }),
          fc.array(tie("value")),
          fc.dictionary(fc.string({ unit: "binary" }), tie("value"), { noNullPrototype: true }),
        ),
      })).value;
      await fc.assert(
        fc.asyncProperty(fc.array(withoutNull, { minLength: 30, maxLength: 30 }), async (list) => {
          const values = Object.fromEntries(list.map((value, index) => [`v${index}`, value]));
          const expected = shown(values);
          const short = Object.fromEntries(Object.entries(expected).filter(([, text]) => text.length <= 10_000));
          expect(await seen(values)).toMatchObject(short);
        }),
        { numRuns: 5 },
      );
    });
  });

  describe("determinism", () => {
    const ORDER = `
    function lint(variable)
      local names, order = {}, {}
      for i = 1, 50 do names["key" .. i] = true end
      for name in pairs(names) do order[#order + 1] = name end
      for key in pairs(variable.values) do order[#order + 1] = key end
      order[#order + 1] = tostring(math.random(1000000))
      math.randomseed()
      order[#order + 1] = tostring(math.random(1000000))
      return { { message = table.concat(order, " ") } }
    end`;

    test("the order of pairs and the random numbers are the same in every state and every thread", async () => {
      const values = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`value${index}`, index]));
      const tasks = Array.from({ length: 6 }, () => lintTask(ORDER, { values }));
      // Longer than a second, which is what a clock would put into the seed.
      const endless = lintTask("while true do end");
      const first = await runCustomLint([...tasks, endless, ...tasks], { workers: 1, timeoutMs: 1_100 });
      const second = await runCustomLint(tasks, { workers: 1 });
      const messages = [...first, ...second]
        .filter((finding) => finding.kind === "report")
        .map((finding) => finding.message);
      expect(messages).toHaveLength(18);
      expect(new Set(messages).size).toBe(1);
    });
  });
});
