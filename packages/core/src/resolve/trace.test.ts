import { describe, expect, it } from "vitest";
import { link } from "./link.js";
import { anyOf, branch, compiled, qualifier, variable, variableByEnvironment } from "./testing/compiled.js";

const workspace = compiled({
  environments: ["dev", "prod"],
  qualifiers: [
    qualifier(
      "beta",
      { attribute: "user.id", op: "bucket", salt: "search-v2-v1", range: [0, 3834] },
      { attribute: "user.country", op: "in", value: ["DE", "FR"] },
      { attribute: "user.age", op: "gte", value: 18 },
    ),
    anyOf(
      "chosen",
      { attribute: "qualifier.beta", op: "eq", value: true },
      { attribute: "user.id", op: "rollout", salt: "new-checkout", range: [50, 60] },
      { attribute: "user.id", op: "exists", value: true },
    ),
    qualifier(
      "never",
      { attribute: "qualifier.beta", op: "eq", value: true },
      { attribute: "nowhere", op: "neq", value: 1 },
    ),
  ],
  variables: [
    variableByEnvironment("checkout", branch("old"), { prod: branch("old", "never -> a", "chosen -> b", "beta -> c") }),
    variable("plain", "only"),
  ],
});

describe("traces", () => {
  const scope = link(workspace).scope("prod", { user: { id: "user-1", country: "US" } });

  it("explain a variable: branch, rules tried, qualifiers in the order in which they began", () => {
    const { resolution, trace } = scope.traceVariable("checkout");
    expect(resolution).toMatchObject({ valueKey: "b", reason: "matched_rule" });
    expect(trace).toStrictEqual({
      branch: "prod",
      rules: [
        { index: 0, qualifier: "never", valueKey: "a", matched: false },
        { index: 1, qualifier: "chosen", valueKey: "b", matched: true },
      ],
      qualifiers: [
        {
          id: "never",
          match: "all",
          value: false,
          predicates: [
            { index: 0, attribute: "qualifier.beta", op: "eq", expected: true, actual: false, result: false },
            { index: 1, attribute: "nowhere", op: "neq", evaluated: false },
          ],
        },
        {
          id: "beta",
          match: "all",
          value: false,
          predicates: [
            {
              index: 0,
              attribute: "user.id",
              op: "bucket",
              expected: { salt: "search-v2-v1", range: [0, 3834] },
              actual: "user-1",
              bucket: 3833,
              result: true,
            },
            { index: 1, attribute: "user.country", op: "in", expected: ["DE", "FR"], actual: "US", result: false },
            { index: 2, attribute: "user.age", op: "gte", evaluated: false },
          ],
        },
        {
          id: "chosen",
          match: "any",
          value: true,
          predicates: [
            { index: 0, attribute: "qualifier.beta", op: "eq", expected: true, actual: false, result: false },
            {
              index: 1,
              attribute: "user.id",
              op: "rollout",
              expected: { salt: "new-checkout", range: [50, 60] },
              actual: "user-1",
              position: 51.929,
              result: true,
            },
            { index: 2, attribute: "user.id", op: "exists", evaluated: false },
          ],
        },
      ],
    });
  });

  it("say the same again, and after untraced answers", () => {
    const fresh = link(workspace).scope("prod", { user: { id: "user-1", country: "US" } });
    const first = fresh.traceVariable("checkout");
    expect(fresh.traceVariable("checkout")).toStrictEqual(first);
    expect(scope.traceVariable("checkout")).toStrictEqual(first);
  });

  it("say what is missing", () => {
    const { resolution, trace } = link(workspace).scope(undefined, {}).traceQualifier("chosen");
    expect(resolution).toEqual({ id: "chosen", value: false });
    expect(trace.qualifiers.map(({ id }) => id)).toEqual(["chosen", "beta"]);
    expect(trace.qualifiers[0]?.predicates.slice(1)).toStrictEqual([
      {
        index: 1,
        attribute: "user.id",
        op: "rollout",
        expected: { salt: "new-checkout", range: [50, 60] },
        missing: true,
        result: false,
      },
      { index: 2, attribute: "user.id", op: "exists", expected: true, missing: true, result: false },
    ]);
  });

  it("have no bucket for an attribute without text", () => {
    const { trace } = link(workspace)
      .scope("prod", { user: { id: null } })
      .traceQualifier("beta");
    expect(trace.qualifiers[0]?.predicates[0]).toStrictEqual({
      index: 0,
      attribute: "user.id",
      op: "bucket",
      expected: { salt: "search-v2-v1", range: [0, 3834] },
      actual: null,
      result: false,
    });
  });

  it("name the branch", () => {
    expect(link(workspace).scope("dev", {}).traceVariable("checkout").trace).toStrictEqual({
      branch: "_",
      rules: [],
      qualifiers: [],
    });
    expect(scope.traceVariable("plain").trace.branch).toBe("resolve");
  });

  it("hand out nothing that could change the scope or the workspace", () => {
    const own = compiled({ qualifiers: [qualifier("q", { attribute: "a", op: "eq", value: [{ x: 1 }] })] });
    const one = link(own).scope(undefined, { a: [{ x: 1 }] });
    const [predicate] = one.traceQualifier("q").trace.qualifiers[0]?.predicates ?? [];
    if (predicate === undefined || !("expected" in predicate)) throw new Error("not evaluated");
    for (const list of [predicate.expected, predicate.actual] as { x: number }[][]) {
      expect(() => list.push({ x: 2 })).toThrow(TypeError);
      expect(() => {
        list[0]!.x = 2;
      }).toThrow(TypeError);
    }
  });
});
