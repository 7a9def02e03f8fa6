import { describe, expect, it } from "vitest";
import { type CompiledPredicate } from "../compile/compiled-workspace.js";
import { COMPARISON_OPERATORS } from "./testing/comparison-operators.js";
import type { JsonValue } from "../json/json-value.js";
import { link } from "../resolve/link.js";
import { compiled, qualifier } from "../resolve/testing/compiled.js";

/** Whether the predicate holds for an attribute of one, two and three steps; all three have to agree. */
function holds(predicate: { readonly op: string } & Record<string, unknown>, actual: JsonValue | undefined): boolean {
  const member = actual === undefined ? {} : { x: actual };
  const contexts = { x: member, "a.x": { a: member }, "a.b.x": { a: { b: member } } };
  const answers = Object.entries(contexts).map(([attribute, context]) => {
    const resolver = link(
      compiled({ qualifiers: [qualifier("q", { ...predicate, attribute } as unknown as CompiledPredicate)] }),
    );
    return resolver.resolveQualifier("q", context).value;
  });
  expect(new Set(answers).size).toBe(1);
  return answers[0] === true;
}

const everyKind: readonly JsonValue[] = [null, true, false, 0, -1.5, 7, "", "text", [], [1], {}, { a: 1 }];

interface Row {
  readonly op: string;
  readonly value: JsonValue;
  readonly yes: readonly JsonValue[];
  /** Of the right kind, and yet not. Everything of {@link everyKind} that is not in `yes` is tried too. */
  readonly no: readonly JsonValue[];
}

const rows: readonly Row[] = [
  { op: "eq", value: "text", yes: ["text"], no: ["Text", "text "] },
  { op: "eq", value: 0, yes: [0, -0], no: [1e-320, "0"] },
  { op: "eq", value: 1, yes: [1], no: ["1", true, [1]] },
  { op: "eq", value: true, yes: [true], no: [1, "true"] },
  { op: "eq", value: null, yes: [null], no: ["null"] },
  {
    op: "eq",
    value: { b: [1, { c: null }], a: 1 },
    yes: [{ a: 1, b: [1, { c: null }] }],
    no: [{ a: 1 }, { a: 1, b: [1, { c: 0 }] }, { a: 1, b: [1, { c: null }], d: 1 }, { a: 1, b: [1, {}] }],
  },
  { op: "eq", value: [1, 2], yes: [[1, 2]], no: [[2, 1], [1], [1, 2, 3], { 0: 1, 1: 2 }] },
  { op: "neq", value: 1, yes: [...everyKind, "1", 2], no: [1] },
  { op: "neq", value: [1], yes: [...everyKind.filter((value) => JSON.stringify(value) !== "[1]"), [2]], no: [[1]] },
  {
    op: "in",
    value: ["a", 1, null, [1], { k: 1 }],
    yes: ["a", 1, null, [1], { k: 1 }],
    no: ["b", "1", { k: 2 }, { k: 1, l: 1 }, [2]],
  },
  { op: "in", value: [], yes: [], no: [] },
  { op: "in", value: [0], yes: [0, -0], no: ["0"] },
  {
    op: "not_in",
    value: ["a", [1]],
    yes: [...everyKind.filter((value) => JSON.stringify(value) !== "[1]"), "b", [2]],
    no: ["a", [1]],
  },
  { op: "gt", value: 7, yes: [7.5, 1e300], no: [7, 6] },
  { op: "gte", value: 7, yes: [7, 8], no: [6.999] },
  { op: "lt", value: 0, yes: [-1.5, -1e-320], no: [0, 1, -0] },
  { op: "lte", value: 0, yes: [-1.5, 0, -0], no: [1] },
  { op: "contains", value: "ex", yes: ["text", "ex", ["ex"], [1, "ex"]], no: ["Ex", ["text"], { ex: 1 }] },
  { op: "contains", value: "", yes: ["", "text", [""]], no: [] },
  { op: "contains", value: 1, yes: [[1], [2, 1]], no: ["1", ["1"], [[1]]] },
  { op: "contains", value: null, yes: [[null]], no: ["null"] },
  { op: "contains", value: false, yes: [[false]], no: [[0]] },
  { op: "starts_with", value: "te", yes: ["text", "te"], no: ["Text", "at", ["text"]] },
  { op: "starts_with", value: ["x", "te"], yes: ["text", "x"], no: ["a"] },
  { op: "starts_with", value: [], yes: [], no: [] },
  { op: "ends_with", value: "xt", yes: ["text", "xt"], no: ["xtx"] },
  { op: "ends_with", value: ["@a.com", "xt"], yes: ["me@a.com", "text"], no: ["me@b.com"] },
  { op: "exists", value: true, yes: everyKind, no: [] },
  { op: "exists", value: false, yes: [], no: everyKind },
  {
    op: "before",
    value: "2024-06-01T00:00:00Z",
    yes: ["2024-05-31T23:59:59.999Z", "2024-06-01T00:30:00+01:00"],
    no: ["2024-06-01T00:00:00Z", "2024-06-02T00:00:00Z", "2024-05-31", "2023-02-30T00:00:00Z"],
  },
  {
    op: "after",
    value: "2024-06-01T00:00:00Z",
    yes: ["2024-06-01T00:00:00.0001Z"],
    no: ["2024-06-01T00:00:00Z", "2024-05-01T00:00:00Z", "2024-06-02"],
  },
  { op: "semver_eq", value: "1.2.3", yes: ["1.2.3", "1.2.3+build"], no: ["1.2.4", "1.2", "v1.2.3"] },
  { op: "semver_gt", value: "1.2.3", yes: ["1.10.0"], no: ["1.2.3", "1.2.3-rc.1", "2"] },
  { op: "semver_gte", value: "1.2.3", yes: ["1.2.3", "1.2.4-alpha"], no: ["1.2.3-rc.1"] },
  { op: "semver_lt", value: "1.2.3", yes: ["1.2.3-rc.1", "1.2.2"], no: ["1.2.3", "10.0.0", "1.2"] },
  { op: "semver_lte", value: "1.2.3", yes: ["1.2.3", "0.0.0-0"], no: ["1.2.4"] },
];

describe("operators", () => {
  it.each(rows)("$op $value", ({ op, value, yes, no }) => {
    const same = (left: JsonValue, right: JsonValue) => JSON.stringify(left) === JSON.stringify(right);
    for (const actual of yes) expect([actual, holds({ op, value }, actual)]).toEqual([actual, true]);
    const others = everyKind.filter((actual) => !yes.some((wanted) => same(wanted, actual)));
    for (const actual of [...no, ...others]) expect([actual, holds({ op, value }, actual)]).toEqual([actual, false]);
  });

  it("has a row for every comparison operator", () => {
    expect(new Set(rows.map(({ op }) => op))).toEqual(new Set(COMPARISON_OPERATORS));
  });

  it.each(rows)("$op $value is false for a missing attribute, unless it asks for that", ({ op, value }) => {
    expect(holds({ op, value }, undefined)).toBe(op === "exists" && value === false);
  });

  it.each(["before", "after", "semver_eq", "gt", "in", "not_in", "starts_with"])(
    "%s with an expected value it cannot use (unlinted) is false, and no error",
    (op) => {
      for (const value of [{ a: 1 }, null, true]) {
        for (const actual of everyKind) expect(holds({ op, value }, actual)).toBe(false);
      }
    },
  );

  it("bucket takes strings, numbers and booleans, within [start, end)", () => {
    const bucket = (start: number, end: number) => ({ op: "bucket", salt: "search-v2-v1", range: [start, end] });
    expect(holds(bucket(3833, 3834), "user-1")).toBe(true);
    expect(holds(bucket(3834, 10_000), "user-1")).toBe(false);
    expect(holds(bucket(0, 3833), "user-1")).toBe(false);
    expect(holds(bucket(7186, 7187), 42)).toBe(true);
    expect(holds(bucket(3936, 3937), true)).toBe(true);
    for (const actual of [null, [], {}, undefined]) expect(holds(bucket(0, 10_000), actual)).toBe(false);
  });

  it("rollout takes strings, numbers and booleans, within [from, to) of thousandths", () => {
    const rollout = (from: number, to: number) => ({ op: "rollout", salt: "new-checkout", range: [from, to] });
    expect(holds(rollout(51.929, 51.93), "user-1")).toBe(true);
    expect(holds(rollout(0, 51.929), "user-1")).toBe(false);
    expect(holds(rollout(51.93, 100), "user-1")).toBe(false);
    expect(holds(rollout(95.329, 95.33), 42)).toBe(true);
    expect(holds(rollout(31.375, 31.376), true)).toBe(true);
    for (const actual of [null, [], {}, undefined]) expect(holds(rollout(0, 100), actual)).toBe(false);
  });
});
