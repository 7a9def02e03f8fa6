import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../json/json-value.js";
import { ajvEngine } from "../ajv/index.js";
import { checkingInterpreterEngine } from "../interpreter/checking-interpreter.js";
import { interpreterEngine } from "../interpreter/index.js";
import { checkedFirst } from "../testing/checked-first.js";
import { precompiledFromText } from "../testing/precompiled-from-text.js";
import type { SchemaCompilation, SchemaEngine, SchemaValidator } from "./schema-engine.js";

const DRAFT_07 = "http://json-schema.org/draft-07/schema#";

/** Schemas `l0` to the last, a string, each of which leads to the next as `wayTo` says. */
function levels(count: number, wayTo: (next: JsonValue) => JsonValue): Record<string, JsonValue> {
  const made: Record<string, JsonValue> = { [`l${count}`]: { type: "string" } };
  for (let level = 0; level < count; level += 1) made[`l${level}`] = wayTo({ $ref: `#/$defs/l${level + 1}` });
  return made;
}

function json(text: string): JsonValue {
  return JSON.parse(text) as JsonValue;
}

describe.each([
  ["ajv", ajvEngine],
  ["interpreter", checkedFirst(interpreterEngine)],
  ["checking interpreter", checkingInterpreterEngine],
  ["precompiled", precompiledFromText],
])("the %s engine", (_, engine: SchemaEngine) => {
  function compile(files: Record<string, JsonValue>, path = "schemas/a.json"): SchemaCompilation {
    return engine.compile(path, new Map(Object.entries(files)));
  }

  function validator(files: Record<string, JsonValue>, path?: string): SchemaValidator {
    const compilation = compile(files, path);
    if (!compilation.ok) throw new Error(`${compilation.pointer}: ${compilation.message}`);
    return compilation.validator;
  }

  function refused(files: Record<string, JsonValue>, path?: string): { message: string; pointer: string } {
    const compilation = compile(files, path);
    if (compilation.ok) throw new Error("compiled, although it must not");
    return { message: compilation.message, pointer: compilation.pointer };
  }

  describe("references", () => {
    test("reach another file by a relative path, from where the file stands", () => {
      const { matches } = validator({
        "schemas/a.json": { properties: { plan: { $ref: "parts/plan.json#/$defs/plan" } } },
        "schemas/parts/plan.json": { $defs: { plan: { $ref: "../names.json" } } },
        "schemas/names.json": { enum: ["free", "paid"] },
      });
      expect(matches({ plan: "free" })).toBe(true);
      expect(matches({ plan: "gold" })).toBe(false);
    });

    test("reach another file by its $id, and still by its path from a file that has one", () => {
      const files = {
        "schemas/a.json": {
          $id: "https://example.com/schemas/a",
          properties: { byId: { $ref: "plan" }, byPath: { $ref: "./plan.json" } },
        },
        "schemas/plan.json": { $id: "https://example.com/schemas/plan", const: "free" },
      };
      const { matches } = validator(files);
      expect(matches({ byId: "free", byPath: "free" })).toBe(true);
      expect(matches({ byId: "x" })).toBe(false);
      expect(matches({ byPath: "x" })).toBe(false);
    });

    test("to a schema of another draft are refused", () => {
      const { pointer, message } = refused({
        "schemas/a.json": { properties: { pair: { $ref: "pair.json" } } },
        "schemas/pair.json": { $schema: DRAFT_07, items: [{ type: "string" }, { type: "integer" }] },
      });
      expect(pointer).toBe("/properties/pair/$ref");
      expect(message).toContain("another draft");
    });

    test.each([
      ["https://example.com/plan.json", "nothing is ever fetched"],
      ["//example.com/plan.json", "nothing is ever fetched"],
      ["file:///etc/passwd", "outside the workspace"],
      ["/etc/passwd", "outside the workspace"],
      ["../../secret.json", "outside the workspace"],
      ["..%2f..%2fsecret.json", "the workspace has no"],
      ["missing.json", "the workspace has no schemas/missing.json"],
      ["#/$defs/missing", "has nothing there"],
      ["#missing", "has nothing there"],
    ])("%s is refused where it stands", (reference, reason) => {
      const { message, pointer } = refused({
        "schemas/a.json": { properties: { "a/b": { $ref: reference } } },
        "secret.json": {},
      });
      expect(message).toContain(reason);
      expect(pointer).toBe("/properties/a~1b/$ref");
    });

    test("into a file that cannot be used are refused where they stand, with the reason there", () => {
      const { message, pointer } = refused({
        "schemas/a.json": { properties: { plan: { $ref: "b.json" } } },
        "schemas/b.json": { items: { $ref: "c.json" } },
        "schemas/c.json": { maxLength: "ten" },
      });
      expect(pointer).toBe("/properties/plan/$ref");
      expect(message).toContain("schemas/c.json at /maxLength must be a whole number");
    });

    test("inside data are data", () => {
      const { matches } = validator({
        "schemas/a.json": { const: { $ref: "https://example.com/x" }, default: { $ref: "#/x" } },
      });
      expect(matches({ $ref: "https://example.com/x" })).toBe(true);
    });

    test("may lead back: a tree", () => {
      const { matches, violations } = validator({
        "schemas/a.json": {
          type: "object",
          properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#" } } },
        },
      });
      expect(matches({ name: "a", children: [{ name: "b", children: [] }] })).toBe(true);
      expect(violations({ children: [{ children: [{ name: 1 }] }] })).toEqual([
        { pointer: "/children/0/children/0/name", message: "must be string", keyword: "type" },
      ]);
    });

    test("by $dynamicRef are refused, as no library follows them reliably", () => {
      const { pointer, message } = refused({ "schemas/a.json": { $dynamicAnchor: "a", items: { $dynamicRef: "#a" } } });
      expect(pointer).toBe("/items/$dynamicRef");
      expect(message).toContain("not supported");
    });

    test("may lead back below alternatives and beside patterns", () => {
      const tree = { type: "object", additionalProperties: { $ref: "#/$defs/tree" } };
      const { matches } = validator({
        "schemas/a.json": {
          $defs: { tree },
          properties: {
            value: { patternProperties: { o: true }, oneOf: [{ anyOf: [{ $ref: "#/$defs/tree" }, true] }] },
          },
        },
      });
      expect(matches({ value: { other: null } })).toBe(true);
    });

    test("that lead back without going into the value are refused", () => {
      expect(refused({ "schemas/a.json": { $ref: "#" } }).message).toContain("never end");
      const loop = { $defs: { a: { allOf: [{ $ref: "#/$defs/b" }] }, b: { allOf: [{ $ref: "#/$defs/a" }] } } };
      expect(refused({ "schemas/a.json": { ...loop, $ref: "#/$defs/a" } }).message).toContain("never end");
    });
  });

  describe("addresses", () => {
    test("a $schema that is not a known draft is refused", () => {
      const { message, pointer } = refused({ "schemas/a.json": { $schema: "https://example.com/draft" } });
      expect(pointer).toBe("/$schema");
      expect(message).toContain("draft-07");
    });

    test.each([
      "http://json-schema.org/draft-04/schema#",
      "http://json-schema.org/draft-06/schema#",
      "https://json-schema.org/draft-07/schema",
      "https://json-schema.org/draft/2019-09/schema",
      "https://json-schema.org/draft/2020-12/schema#",
    ])("%s is known", ($schema) => {
      expect(validator({ "schemas/a.json": { $schema, type: "integer" } }).matches(1)).toBe(true);
    });

    test("clashing $ids are refused in both files, and where they are referred to", () => {
      const files = {
        "schemas/a.json": { $id: "https://example.com/x" },
        "schemas/b.json": { $id: "https://example.com/x" },
        "schemas/c.json": { not: { $ref: "https://example.com/x" } },
        "schemas/d.json": { $ref: "a.json" },
        "schemas/e.json": { type: "string" },
      };
      expect(refused(files, "schemas/a.json").message).toContain("schemas/b.json");
      expect(refused(files, "schemas/b.json").message).toContain("schemas/a.json");
      expect(refused(files, "schemas/c.json")).toMatchObject({ pointer: "/not/$ref" });
      expect(refused(files, "schemas/d.json")).toMatchObject({ pointer: "/$ref" });
      expect(compile(files, "schemas/e.json").ok).toBe(true);
    });

    test("an $id that is another file's place is refused", () => {
      const files = { "schemas/a.json": { $id: "b.json" }, "schemas/b.json": {} };
      expect(refused(files, "schemas/a.json").message).toContain("schemas/b.json");
    });

    test("a file that is not there is refused", () => {
      expect(refused({}, "schemas/none.json").message).toContain("schemas/none.json");
    });
  });

  describe("shapes", () => {
    test.each<[string, JsonValue, string]>([
      ["a type that does not exist", { type: "strin" }, "/type"],
      ["a schema that is none", { properties: { a: 5 } }, "/properties/a"],
      ["a negative length", { maxLength: -1 }, "/maxLength"],
      ["required as a flag", { properties: { a: { required: true } } }, "/properties/a/required"],
      ["items of the next draft", { items: [{}] }, "/items"],
      ["an empty anyOf", { anyOf: [] }, "/anyOf"],
      ["a list", [], ""],
      ["null", null, ""],
      ["a limit that JSON cannot hold", { maximum: Infinity }, "/maximum"],
      ["a divisor that JSON cannot hold", { multipleOf: Infinity }, "/multipleOf"],
      ["a mistake in what nothing refers to", { $defs: { unused: { minimum: "1" } } }, "/$defs/unused/minimum"],
    ])("%s is refused", (_name, schema, pointer) => {
      expect(refused({ "schemas/a.json": schema }).pointer).toBe(pointer);
    });

    test("true and false are schemas", () => {
      expect(validator({ "schemas/a.json": true }).matches({})).toBe(true);
      expect(validator({ "schemas/a.json": false }).violations({})).toEqual([
        { pointer: "", message: "is not allowed", keyword: "false" },
      ]);
    });

    test("unknown keywords are allowed, and are data", () => {
      const { matches } = validator({
        "schemas/a.json": { "x-rototo-catalog": "models", "x-$ref": { $ref: "nowhere" }, type: "string" },
      });
      expect(matches("a")).toBe(true);
    });

    test("a keyword of a later draft is unknown to an earlier one", () => {
      expect(
        validator({ "schemas/a.json": { $schema: DRAFT_07, dependentRequired: { a: ["b"] } } }).matches({ a: 1 }),
      ).toBe(true);
    });
  });

  describe("patterns", () => {
    test("one that is no regular expression is refused", () => {
      expect(refused({ "schemas/a.json": { pattern: "(" } })).toMatchObject({ pointer: "/pattern" });
    });

    test("match anywhere, by code points", () => {
      const { matches } = validator({ "schemas/a.json": { pattern: "^.$" } });
      expect(matches("😀")).toBe(true);
      expect(matches("😀😀")).toBe(false);
    });
  });

  describe("inherited names are data", () => {
    const names = ["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty"];

    test.each(names)("%s", (name) => {
      const schema = json(
        `{ "properties": { "${name}": { "type": "integer" } }, "required": ["${name}"], "additionalProperties": false }`,
      );
      const { matches, violations } = validator({ "schemas/a.json": schema });
      expect(matches({})).toBe(false);
      expect(violations({})).toEqual([
        { pointer: "", message: `must have the property "${name}"`, keyword: "required" },
      ]);
      expect(matches(json(`{ "${name}": 1 }`))).toBe(true);
      expect(matches(json(`{ "${name}": {} }`))).toBe(false);
      expect(violations(json(`{ "${name}": "x" }`))).toEqual([
        { pointer: `/${name}`, message: "must be integer", keyword: "type" },
      ]);
    });

    test.each(names)("%s in other keywords", (name) => {
      const closed = validator({ "schemas/a.json": { properties: { a: true }, additionalProperties: false } });
      const unevaluated = validator({
        "schemas/a.json": { allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
      });
      const constant = validator({ "schemas/a.json": json(`{ "const": { "${name}": { "x": 1 } } }`) });
      const listed = validator({ "schemas/a.json": json(`{ "enum": [1, { "${name}": null }] }`) });
      const dependent = validator({
        "schemas/a.json": json(
          `{ "dependentRequired": { "${name}": ["b"] }, "dependentSchemas": { "${name}": { "required": ["c"] } } }`,
        ),
      });
      const unique = validator({ "schemas/a.json": { uniqueItems: true } });
      const value = json(`{ "${name}": 1 }`);
      expect(closed.matches(value)).toBe(false);
      expect(unevaluated.matches(value)).toBe(false);
      expect(constant.matches(json(`{ "${name}": { "x": 1 } }`))).toBe(true);
      expect(constant.matches({})).toBe(false);
      expect(listed.matches(json(`{ "${name}": null }`))).toBe(true);
      expect(listed.matches({})).toBe(false);
      expect(dependent.matches({})).toBe(true);
      expect(dependent.matches(value)).toBe(false);
      expect(unique.matches([name, name])).toBe(false);
      expect(unique.matches([json(`{ "${name}": 1 }`), json(`{ "${name}": 2 }`)])).toBe(true);
    });

    test("leave Object.prototype as it was", () => {
      const before = Reflect.ownKeys(Object.prototype);
      const schema = json(
        '{ "properties": { "__proto__": { "default": { "polluted": true }, "properties": { "polluted": true } } } }',
      );
      const { matches, violations } = validator({ "schemas/a.json": schema });
      matches(json('{ "__proto__": { "polluted": 1 } }'));
      violations(json('{ "__proto__": { "polluted": 1 } }'));
      expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    });

    test("values without a prototype equal those with one", () => {
      const bare = Object.assign(Object.create(null) as Record<string, unknown>, { a: 1 });
      expect(validator({ "schemas/a.json": { enum: [{ a: 1 }] } }).matches(bare)).toBe(true);
    });
  });

  describe("size and depth", () => {
    test("a schema of 5 MB works", () => {
      const properties = Object.fromEntries(
        Array.from({ length: 1_000 }, (_unused, index) => [
          `property${index}`,
          { type: "string", minLength: 1, description: "x".repeat(5_000) },
        ]),
      );
      expect(JSON.stringify(properties).length).toBeGreaterThan(5_000_000);
      const { matches } = validator({ "schemas/a.json": { properties, additionalProperties: false } });
      expect(matches({ property999: "a" })).toBe(true);
      expect(matches({ property999: "" })).toBe(false);
    });

    test.each<[string, (next: JsonValue) => JsonValue]>([
      ["allOf", (next) => ({ allOf: [next, next] })],
      ["anyOf", (next) => ({ anyOf: [next, next] })],
      ["oneOf", (next) => ({ oneOf: [next, next] })],
      ["if", (next) => ({ if: next, then: next })],
      ["dependentSchemas", (next) => ({ dependentSchemas: { a: next, b: next } })],
    ])("a schema that %s makes apply to one value over and over is refused where it does", (_name, twice) => {
      const schema = { $defs: levels(40, twice), properties: { x: { $ref: "#/$defs/l0" } } };
      const { message, pointer } = refused({ "schemas/a.json": schema });
      expect(message).toContain("more than 1,000 schemas");
      expect(pointer).toMatch(/^\/\$defs\/l\d+/);
      const other = refused(
        { "schemas/b.json": { properties: { x: { $ref: "a.json#/$defs/l0" } } }, "schemas/a.json": schema },
        "schemas/b.json",
      );
      expect(other.pointer).toBe("/properties/x/$ref");
    });

    test("a long way of references about one value is refused", () => {
      const schema = { $defs: levels(2_000, (next) => next), $ref: "#/$defs/l0" };
      expect(refused({ "schemas/a.json": schema }).message).toContain("more than 100 schemas");
      const short = { $defs: levels(90, (next) => next), $ref: "#/$defs/l0" };
      expect(validator({ "schemas/a.json": short }).matches(1)).toBe(false);
    });

    test.each(["allOf", "anyOf", "oneOf"])(
      "recursion that branches by %s takes time in proportion to the value",
      (keyword) => {
        const { matches, violations } = validator({
          "schemas/a.json": {
            properties: { c: { [keyword]: [{ $ref: "#" }, { $ref: "#/$defs/other" }] } },
            $defs: { other: { properties: { c: { allOf: [{ $ref: "#" }, { $ref: "#" }] } }, maxProperties: 2 } },
            maxProperties: keyword === "oneOf" ? 1 : 2,
          },
        });
        let value: JsonValue = { c: { a: 1, b: 2, d: 3 } };
        for (let depth = 0; depth < 400; depth += 1) value = { c: value };
        expect(matches(value)).toBe(false);
        expect(violations(value).length).toBeGreaterThan(0);
      },
    );

    test("a schema nested beyond the stack is refused", () => {
      let schema: JsonValue = true;
      for (let depth = 0; depth < 100_000; depth += 1) schema = { not: schema };
      expect(refused({ "schemas/a.json": schema }).message).toContain("too deeply");
    });

    test("a value nested beyond the stack is checked like any other", () => {
      const { matches, violations } = validator({ "schemas/a.json": { items: { $ref: "#" }, maxItems: 1 } });
      let value: JsonValue = [];
      for (let depth = 0; depth < 100_000; depth += 1) value = [value];
      expect(matches(value)).toBe(true);
      expect(violations(value)).toEqual([]);
      expect(matches([[[[1, 2]]]])).toBe(false);
    });
  });

  test("formats are asserted, unknown ones are not", () => {
    const { matches, violations } = validator({
      "schemas/a.json": { properties: { at: { format: "date-time" }, x: { format: "colour" } } },
    });
    expect(matches({ at: "2026-02-28T10:00:00Z", x: "none" })).toBe(true);
    expect(violations({ at: "2026-02-30T10:00:00Z" })).toEqual([
      { pointer: "/at", message: "must be a valid date-time", keyword: "format" },
    ]);
  });

  test("multiples are those of the decimals as written", () => {
    const { matches } = validator({ "schemas/a.json": { multipleOf: 0.01 } });
    expect([19.99, 0.07, 1e20].map((value) => matches(value))).toEqual([true, true, true]);
    expect(matches(19.999)).toBe(false);
  });

  test("up to a hundred violations are told, in the order of its place", () => {
    const { violations } = validator({
      "schemas/a.json": {
        type: "object",
        required: ["plan", "seats"],
        properties: {
          plan: { enum: ["free", "paid"] },
          limits: { items: { type: ["integer", "null"], maximum: 9 } },
          names: { propertyNames: { maxLength: 3 } },
        },
        additionalProperties: false,
      },
    });
    expect(
      violations({ plan: "gold", limits: [1, 10, "x", 2, 3, 4, 5, 6, 7, 8, 11], names: { long: 1 }, extra: 1 }),
    ).toEqual([
      { pointer: "", message: 'must have the property "seats"', keyword: "required" },
      { pointer: "/extra", message: "is not a declared property", keyword: "additionalProperties" },
      { pointer: "/limits/1", message: "must be at most 9", keyword: "maximum" },
      { pointer: "/limits/2", message: "must be integer or null", keyword: "type" },
      { pointer: "/limits/10", message: "must be at most 9", keyword: "maximum" },
      {
        pointer: "/names",
        message: 'must not have a property named "long"',
        keyword: "propertyNames",
      },
      { pointer: "/plan", message: 'must be "free" or "paid"', keyword: "enum" },
    ]);
  });

  describe("a value that breaks its schema without end", () => {
    const more = { pointer: "", message: "is checked no further: there may be more violations", keyword: "more" };
    const wrong = (index: number) => ({ pointer: `/${index}`, message: "must be string", keyword: "type" });

    test("is told a hundred violations, the first ones met, and that there may be more", () => {
      const { violations } = validator({ "schemas/a.json": { items: { type: "string" } } });
      const told = Array.from({ length: 100 }, (_unused, index) => wrong(index));
      expect(violations(Array<number>(100).fill(1))).toEqual(told);
      expect(violations(Array<number>(101).fill(1))).toEqual([...told, more]);
      expect(violations(Array<number>(100_000).fill(1))).toEqual([...told, more]);
    });

    test.each<[string, JsonValue, JsonValue]>([
      ["required", { required: Array.from({ length: 200 }, (_unused, index) => `p${index}`) }, {}],
      ["dependentRequired", { dependentRequired: { a: ["b", "c", "d"] } }, { a: 1 }],
      ["additionalProperties", { additionalProperties: false }, { a: 1 }],
      ["propertyNames", { propertyNames: { maxLength: 1 } }, { long: 1 }],
      ["anyOf", { anyOf: [{ type: "string" }, { required: ["a", "b"] }] }, {}],
      ["contains", { contains: { type: "string" } }, [1, 2, 3]],
      ["if", { if: { type: "object" }, then: { required: ["a"] } }, {}],
      ["allOf", { allOf: [{ required: ["a"] }, { required: ["b"] }] }, {}],
      ["prefixItems", { prefixItems: [{ type: "string" }], items: false }, [1, 2]],
      ["unevaluatedProperties", { unevaluatedProperties: false }, { a: 1 }],
    ])("is left where it does by %s in each of many items", (_name, items, item) => {
      const { matches, violations } = validator({ "schemas/a.json": { items } });
      let asked = 0;
      const untilAsked = Array.from({ length: 20_000 }, () =>
        Array.isArray(item)
          ? item
          : new Proxy(item as object, { ownKeys: (of) => ((asked += 1), Reflect.ownKeys(of)) }),
      ) as JsonValue;
      expect(matches(untilAsked)).toBe(false);
      const told = violations(untilAsked);
      expect(told).toHaveLength(101);
      expect(told.at(-1)).toEqual(more);
      expect(asked).toBeLessThan(5_000);
    });

    test("is told all of what is not more than a hundred, whatever failed under alternatives that hold", () => {
      const { violations } = validator({
        "schemas/a.json": { items: { anyOf: [{ type: "object" }, { type: "integer" }, { const: "x" }] } },
      });
      const items: JsonValue[] = Array<JsonValue>(10_000).fill(1);
      expect(violations([...items, "y"])).toEqual([
        {
          pointer: "/10000",
          message: "must match at least one of the 3 schemas under anyOf",
          keyword: "anyOf",
        },
        { pointer: "/10000", message: 'must be "x"', keyword: "const" },
        { pointer: "/10000", message: "must be integer", keyword: "type" },
        { pointer: "/10000", message: "must be object", keyword: "type" },
      ]);
    });
  });

  describe("a list of many values", () => {
    const many = Array.from({ length: 9_500 }, (_unused, index) => index);
    const consts = (values: readonly JsonValue[]): JsonValue => values.map((value) => ({ const: value }));

    // One after the other, these were compared for minutes.
    test.each<[string, JsonValue, (index: number) => JsonValue]>([
      ["enum of texts", { enum: many.map((index) => `account_${index}`) }, (index) => `account_${index}`],
      ["enum of objects", { enum: many.map((a) => ({ a, b: [a] })) }, (a) => ({ b: [a], a })],
      ["anyOf", { anyOf: consts(many) }, (index) => index],
      ["oneOf", { oneOf: consts(many) }, (index) => index],
      ["anyOf of lists", { anyOf: consts(many.map((index) => [index])) }, (index) => [index]],
    ])("is looked up, not gone through: %s", (_name, items, itemAt) => {
      const { matches, violations } = validator({ "schemas/a.json": { items } });
      const value = Array.from({ length: 20_000 }, () => itemAt(9_499));
      expect(matches(value)).toBe(true);
      expect(violations(value)).toEqual([]);
      expect(matches([...value, itemAt(9_500)])).toBe(false);
      const beside = validator({ "schemas/a.json": { contains: items } });
      expect(beside.matches(value.map(() => itemAt(9_500)))).toBe(false);
    });

    test("is told as if it were gone through", () => {
      const { violations } = validator({ "schemas/a.json": { anyOf: consts(many) } });
      const told = violations("x");
      expect(told).toHaveLength(101);
      expect(told[0]?.message).toBe("must match at least one of the 9500 schemas under anyOf");
      const few = validator({ "schemas/a.json": { oneOf: [{ const: 1 }, { enum: [1, 2] }] } });
      expect([1, 2, 3].map((value) => few.matches(value))).toEqual([false, true, false]);
      expect(few.violations(1).map(({ keyword }) => keyword)).toEqual(["oneOf"]);
    });

    test("of values of other kinds finds each, and nothing like it", () => {
      const values: JsonValue[] = [0, "0", null, "null", false, [], {}, [[]], { a: null }, [null], "", { "": "" }];
      const { matches } = validator({ "schemas/a.json": { enum: values } });
      expect(values.filter((value) => !matches(value))).toEqual([]);
      expect(matches(-0)).toBe(true);
      const others = [1, "false", true, [0], { a: 0 }, { a: null, b: null }, [[], []], [NaN], [undefined], NaN];
      expect(others.filter((value) => matches(value))).toEqual([]);
    });
  });

  test("of alternatives the keyword is told, and where each fails", () => {
    const { violations } = validator({ "schemas/a.json": { anyOf: [{ type: "string" }, { type: "integer" }] } });
    expect(violations(1.5)).toEqual([
      { pointer: "", message: "must match at least one of the 2 schemas under anyOf", keyword: "anyOf" },
      { pointer: "", message: "must be integer", keyword: "type" },
      { pointer: "", message: "must be string", keyword: "type" },
    ]);
  });

  test("the same resources compile once", () => {
    const resources = new Map<string, JsonValue>([["schemas/a.json", { type: "string" }]]);
    expect(engine.compile("schemas/a.json", resources)).toBe(engine.compile("schemas/a.json", resources));
  });
});

describe.each([
  ["ajv", ajvEngine],
  ["interpreter", checkedFirst(interpreterEngine)],
  ["checking interpreter", checkingInterpreterEngine],
])("the %s engine, in lint,", (_, engine) => {
  test.each(["(a+)+$\\b", "^(?=(\\w|\\d)+$)", "^(?!x)(a?){40}a{40}$"])("refuses %s", (pattern) => {
    const compile = (schema: JsonValue) => engine.compile("schemas/a.json", new Map([["schemas/a.json", schema]]));
    expect(compile({ properties: { x: { pattern } } })).toMatchObject({ ok: false, pointer: "/properties/x/pattern" });
    const named = compile({ patternProperties: { [pattern]: {} } });
    expect(named).toMatchObject({ ok: false, pointer: `/patternProperties/${pattern}` });
    expect(!named.ok && named.message).toContain("could take very long");
  });
});
