import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../json/json-value.js";
import { isOperator, OPERATORS, type ComparisonOperator, type Operator } from "../operators/operators.js";
import { COMPARISON_OPERATORS } from "../operators/testing/comparison-operators.js";
import { ACCEPTS } from "../operators/value-kind.js";
import { link } from "../resolve/index.js";
import type { JsonType } from "../schema/questions/json-type.js";
import { closestName } from "../suggest/closest-name.js";
import { misfits, type Declaration, type Misfit } from "./operator-fit.js";

/** A declaration as schemas give it: where `number` is declared, whole numbers are too. */
function declaration(types?: JsonType[], enumValues?: JsonValue[]): Declaration {
  const all = types?.includes("number") === true ? [...types, "integer" as const] : types;
  return { declared: true, types: all === undefined ? "any" : new Set(all), ...(enumValues && { enumValues }) };
}

function partsOf(
  op: Operator,
  value: JsonValue | undefined,
  types?: JsonType[],
  values?: JsonValue[],
): Misfit["part"][] {
  return [...misfits(op, value, declaration(types, values), closestName)].map(({ part }) => part);
}

/** What the runtime says of one predicate about an attribute that is `actual`. */
function isTrue(op: ComparisonOperator, value: JsonValue, actual: JsonValue): boolean {
  const predicate = { attribute: "unit", op, value };
  const resolver = link({
    environments: null,
    context: null,
    qualifiers: [{ id: "it", match: "all", predicates: [predicate] }],
    catalogs: [],
    variables: [],
    schemas: [],
    linted: true,
  });
  return resolver.resolveQualifier("it", { unit: actual }).value;
}

describe("misfits", () => {
  it("finds operators that cannot read the declared type", () => {
    for (const op of ["gt", "gte", "lt", "lte"] as const) expect(partsOf(op, 1, ["string"])).toEqual(["op"]);
    for (const op of ["starts_with", "ends_with", "before", "after", "semver_eq", "semver_lte"] as const) {
      expect(partsOf(op, "a", ["integer"])).toEqual(["op"]);
      expect(partsOf(op, "a", ["string", "null"])).toEqual([]);
    }
    for (const op of ["bucket", "rollout"] as const) {
      expect(partsOf(op, undefined, ["object", "array"])).toEqual(["op"]);
      for (const type of ["string", "integer", "number", "boolean"] as const)
        expect(partsOf(op, undefined, [type])).toEqual([]);
    }
    expect(partsOf("contains", 1, ["number"])).toEqual(["op"]);
  });

  it("finds values that the declared type never equals", () => {
    expect(partsOf("eq", "1", ["integer"])).toEqual(["value"]);
    expect(partsOf("neq", true, ["string", "null"])).toEqual(["value"]);
    expect(partsOf("eq", 1.5, ["integer"])).toEqual(["value"]);
    expect(partsOf("eq", 1, ["number"])).toEqual([]);
    expect(partsOf("gt", 1.5, ["integer"])).toEqual([]);
    expect(partsOf("in", ["a", 1, 1.5, {}], ["string", "integer"])).toEqual([2, 3]);
    expect(partsOf("contains", 1, ["string"])).toEqual(["value"]);
    expect(partsOf("contains", 1, ["string", "array"])).toEqual([]);
  });

  it("finds values outside the declared ones, with the near miss", () => {
    const declared = declaration(undefined, ["free", "enterprise", 1]);
    expect([...misfits("eq", "entreprise", declared, closestName)]).toMatchObject([
      { part: "value", suggestion: "enterprise" },
    ]);
    expect([...misfits("not_in", ["free", 1, 2], declared, closestName)]).toMatchObject([
      { part: 2, suggestion: undefined },
    ]);
    expect(partsOf("eq", { b: 1, a: [2] }, ["object"], [{ a: [2], b: 1 }])).toEqual([]);
    expect(partsOf("before", "x", undefined, [1, 2])).toEqual(["op"]);
  });

  it("finds nothing where nothing is declared, or nothing can match", () => {
    for (const op of Object.keys(OPERATORS).filter(isOperator)) {
      expect(partsOf(op, "x")).toEqual([]);
      expect(partsOf(op, "x", ["string"], [1])).toEqual([]);
    }
    expect(partsOf("exists", false, ["object"])).toEqual([]);
    expect(partsOf("eq", 1, [])).toEqual([]);
  });

  it("never rules out a predicate that a declared attribute makes true", () => {
    const values = fc.oneof(
      fc.constantFrom<JsonValue>(
        "a",
        "ab",
        "1.0.0",
        "2026-01-01T00:00:00Z",
        "2027-01-01T00:00:00Z",
        0,
        1,
        1.5,
        true,
        null,
      ),
      fc.constantFrom<JsonValue>([], ["a"], [1, "ab"], {}, { a: 1 }),
    );
    const typeOf = (value: JsonValue): JsonType =>
      value === null
        ? "null"
        : Array.isArray(value)
          ? "array"
          : typeof value === "number"
            ? Number.isInteger(value)
              ? "integer"
              : "number"
            : (typeof value as "string" | "boolean" | "object");
    const comparing = COMPARISON_OPERATORS.filter((op) => !["neq", "not_in", "exists"].includes(op));
    fc.assert(
      fc.property(fc.constantFrom(...comparing), values, values, fc.array(values), (op, actual, expected, others) => {
        const value = op === "in" ? [expected] : expected;
        fc.pre(ACCEPTS[OPERATORS[op].value](value) && isTrue(op, value, actual));
        const allowed = [actual, ...others];
        expect(partsOf(op, value, allowed.map(typeOf), undefined)).toEqual([]);
        expect(partsOf(op, value, undefined, allowed)).toEqual([]);
        expect(partsOf(op, value, allowed.map(typeOf), allowed)).toEqual([]);
      }),
    );
  });
});
