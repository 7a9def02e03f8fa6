import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../json/json-value.js";
import { declaredNames, findAttribute } from "./find-attribute.js";

function resources(schema: JsonValue, others: Record<string, JsonValue> = {}): Map<string, JsonValue> {
  return new Map<string, JsonValue>([["schemas/context.json", schema], ...Object.entries(others)]);
}

function find(path: string, schema: JsonValue, others?: Record<string, JsonValue>) {
  const found = findAttribute(path.split("."), "schemas/context.json", resources(schema, others));
  if (!found.declared) return "undeclared";
  return found.types === "any" ? "any" : [...found.types].sort().join(" ");
}

const account = { type: "object", properties: { plan: { type: "string" }, seats: { type: "integer" } } };

describe("declared", () => {
  test.each<[string, JsonValue, string]>([
    ["by properties", { properties: { account } }, "string"],
    ["through $ref", { properties: { account: { $ref: "#/$defs/account" } }, $defs: { account } }, "string"],
    ["through another file", { properties: { account: { $ref: "account.json" } } }, "string"],
    ["through allOf", { allOf: [{ type: "object" }, { properties: { account } }] }, "string"],
    ["through anyOf", { anyOf: [{ properties: { user: true } }, { properties: { account } }] }, "string"],
    ["through oneOf", { oneOf: [{ type: "null" }, { properties: { account } }] }, "string"],
    ["in then only, so it may be anything otherwise", { if: true, then: { properties: { account } } }, "any"],
    ["in else", { if: {}, else: { properties: { account } } }, "any"],
    ["by a pattern", { patternProperties: { "^acc": account } }, "string"],
    ["by a schema of all properties", { additionalProperties: { additionalProperties: { type: "string" } } }, "string"],
    ["by a schema of the other properties", { properties: { user: true }, additionalProperties: account }, "string"],
    ["below any object", { properties: { account: { type: "object" } } }, "any"],
    ["below true", { properties: { account: true } }, "any"],
    ["below {}", {}, "any"],
    ["below an object that may have more", { properties: { account: { additionalProperties: true } } }, "any"],
    ["where one alternative is any object", { anyOf: [{ type: "object" }, { properties: { user: true } }] }, "any"],
  ])("%s", (_name, schema, types) => {
    expect(find("account.plan", schema, { "schemas/account.json": account })).toBe(types);
  });

  test("in a schema that goes on for ever", () => {
    const schema = { properties: { parent: { $ref: "#" }, name: { type: "string" } } };
    expect(find("parent.parent.parent.name", schema)).toBe("string");
    expect(find("parent.parent.nam", schema)).toBe("undeclared");
  });

  test("in a schema that only refers to itself, without end", () => {
    expect(find("a", { allOf: [{ $ref: "#" }] })).toBe("any");
  });

  test("in a schema that cannot be read, which has its own diagnostic", () => {
    expect(find("a", { $schema: "https://example.com/none", properties: {} })).toBe("any");
    expect(findAttribute(["a"], "schemas/none.json", new Map())).toEqual({ declared: true, types: "any" });
  });
});

test("declared where some alternatives name it and another is any object, beside names that hold together with them", () => {
  const schema = { allOf: [{ properties: { plan: {} } }], anyOf: [{ properties: { seats: { type: "integer" } } }, {}] };
  expect(find("seats", schema)).toBe("any");
  expect(find("plan", schema)).toBe("any");
  expect(find("region", schema)).toBe("undeclared");
});

describe("not declared", () => {
  test.each<[string, JsonValue]>([
    ["a name beside others", { properties: { account: { properties: { plans: true } } } }],
    ["additionalProperties: true beside properties", { properties: { acount: true }, additionalProperties: true }],
    ["additionalProperties: {} beside properties", { properties: { acount: true }, additionalProperties: {} }],
    [
      "any object together with named properties",
      { type: "object", required: ["account"], allOf: [{ properties: { user: true } }, { type: "object" }] },
    ],
    [
      "alternatives that only require",
      { properties: { user: true }, anyOf: [{ required: ["account"] }, { required: ["user"] }] },
    ],
    ["below a string", { properties: { account: { type: "string" } } }],
    ["below a list", { properties: { account: { type: "array", items: account } } }],
    ["below false", { properties: { account: false } }],
    ["an object that may have none", { additionalProperties: false }],
    ["names that a pattern does not match", { patternProperties: { "^x-": true } }],
    ["a name that objects inherit", { properties: { account: { properties: { a: true } } } }],
  ])("%s", (_name, schema) => {
    expect(find("account.plan", schema)).toBe("undeclared");
    expect(find("account.constructor", schema)).toBe("undeclared");
  });
});

describe("types and values", () => {
  test.each<[string, JsonValue, string]>([
    ["a list of types", { type: ["string", "null"] }, "null string"],
    ["number, which has the integers", { type: "number" }, "integer number"],
    ["both of allOf", { type: "number", allOf: [{ type: ["integer", "string"] }] }, "integer"],
    ["each of anyOf", { anyOf: [{ type: "string" }, { type: "boolean" }] }, "boolean string"],
    ["anything in one alternative", { anyOf: [{ type: "string" }, { minLength: 1 }] }, "any"],
    ["the types of an enum", { enum: ["a", 1, 1.5] }, "integer number string"],
    ["through a reference", { $ref: "#/$defs/text" }, "string"],
    ["nothing at all", false, ""],
  ])("%s", (_name, schema, types) => {
    expect(find("x", { properties: { x: schema }, $defs: { text: { type: "string" } } })).toBe(types);
  });

  test("enum and const list the values, and what holds together narrows them", () => {
    const values = (schema: JsonValue) => {
      const found = findAttribute(["x"], "schemas/context.json", resources({ properties: { x: schema } }));
      return found.declared ? found.enumValues : "undeclared";
    };
    expect(values({ enum: ["a", "b"] })).toEqual(["a", "b"]);
    expect(values({ const: "a" })).toEqual(["a"]);
    expect(values({ enum: ["a", "b", 1], type: "string", allOf: [{ enum: ["b", 1] }] })).toEqual(["b"]);
    expect(values({ anyOf: [{ const: "a" }, { enum: ["b"] }] })).toEqual(["a", "b"]);
    expect(values({ anyOf: [{ const: "a" }, { type: "string" }] })).toBeUndefined();
    expect(values({ type: "string" })).toBeUndefined();
  });
});

test("the names beside a missing one are told, from everywhere it was looked for", () => {
  const schema = {
    properties: { account: { $ref: "#/$defs/account" }, user: true },
    $defs: {
      account: {
        ...account,
        allOf: [{ properties: { region: true } }],
        then: { properties: { trial: true } },
        if: true,
      },
    },
  };
  expect(declaredNames(["account"], "schemas/context.json", resources(schema))).toEqual([
    "plan",
    "region",
    "seats",
    "trial",
  ]);
  expect(declaredNames([], "schemas/context.json", resources(schema))).toEqual(["account", "user"]);
  expect(declaredNames(["none"], "schemas/context.json", resources(schema))).toEqual([]);
});

/** Each of `levels` schemas applies the next one as `wayTo` says; the last declares `a`. */
function chain(levels: number, wayTo: (next: JsonValue) => JsonValue): JsonValue {
  const $defs: Record<string, JsonValue> = { [`d${levels}`]: { properties: { a: { type: "string" } } } };
  for (let level = 0; level < levels; level += 1) $defs[`d${level}`] = wayTo({ $ref: `#/$defs/d${level + 1}` });
  return { $ref: "#/$defs/d0", $defs };
}

test("the work stays in proportion when parts refer to parts many times over", () => {
  expect(
    find(
      "a",
      chain(6, (next) => ({ allOf: [next, next] })),
    ),
  ).toBe("string");
});

test("a schema beyond what engines take declares everything", () => {
  expect(
    find(
      "a",
      chain(40, (next) => ({ allOf: [next, next] })),
    ),
  ).toBe("any");
  expect(
    find(
      "a",
      chain(2_000, (next) => next),
    ),
  ).toBe("any");
});
