import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  CompiledPredicate,
  CompiledQualifier,
  CompiledVariable,
  CompiledWorkspace,
} from "../compile/compiled-workspace.js";
import { COMPARISON_OPERATORS } from "../operators/testing/comparison-operators.js";
import type { JsonValue } from "../json/json-value.js";
import { linkUnlinted } from "./link-unlinted.js";
import { link } from "./link.js";
import type { Resolver } from "./resolver.js";
import { outcomeOf } from "./testing/error-of.js";
import type { QualifierTrace } from "./resolution.js";
import { branch, compiled, qualifier, variable, variableByEnvironment } from "./testing/compiled.js";

const ENVIRONMENTS = ["dev", "prod"];
const names = fc.constantFrom("a", "b", "c", "__proto__", "constructor", "toString");
const scalar = fc.constantFrom<JsonValue>(
  null,
  true,
  false,
  0,
  1,
  2.5,
  "",
  "a",
  "ab",
  "1.0.0",
  "1.0.1",
  "2024-01-01T00:00:00Z",
  "2025-01-01T00:00:00Z",
);
const json: fc.Arbitrary<JsonValue> = fc.letrec<{ any: JsonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(names, tie("any"), { maxKeys: 4 }),
  ),
})).any;
const contexts = fc.dictionary(names, json, { maxKeys: 5 });

const attributes = fc.oneof(
  fc.array(names, { minLength: 1, maxLength: 3 }).map((path) => path.join(".")),
  fc.constantFrom("rototo.environment", "rototo.now"),
);

function predicates(index: number): fc.Arbitrary<CompiledPredicate> {
  const ownAttribute =
    index === 0
      ? attributes
      : fc.oneof(
          attributes,
          fc.nat(index - 1).map((other) => `qualifier.q${other}`),
        );
  const range = (limit: number) => fc.tuple(fc.nat(limit), fc.nat(limit)).filter(([from, to]) => from < to);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        attribute: ownAttribute,
        op: fc.constantFrom(...COMPARISON_OPERATORS),
        value: fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }), json),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        attribute: ownAttribute,
        op: fc.constant("bucket" as const),
        salt: names,
        range: range(10_000),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        attribute: ownAttribute,
        op: fc.constant("rollout" as const),
        salt: names,
        range: range(100),
      }),
    },
  );
}

/** Workspaces whose qualifiers refer to earlier ones only. */
const workspaces: fc.Arbitrary<CompiledWorkspace> = fc.integer({ min: 1, max: 8 }).chain((count) => {
  const qualifiers = fc.tuple(
    ...Array.from({ length: count }, (_, index) =>
      fc.record<CompiledQualifier>({
        id: fc.constant(`q${index}`),
        match: fc.constantFrom("all", "any"),
        predicates: fc.array(predicates(index), { minLength: 1, maxLength: 3 }),
      }),
    ),
  );
  const branches = fc
    .tuple(
      fc.constantFrom("x", "y"),
      fc.array(fc.tuple(fc.nat(count - 1), fc.constantFrom("x", "y", "z")), { maxLength: 3 }),
    )
    .map(([key, rules]) => branch(key, ...rules.map(([index, value]) => `q${index} -> ${value}`)));
  const variables = fc
    .array(fc.tuple(branches, fc.option(branches)), { minLength: 1, maxLength: 4 })
    .map((all) =>
      all.map(([first, prod], index): CompiledVariable =>
        variableByEnvironment(`v${index}`, first, prod === null ? {} : { prod }),
      ),
    );
  return fc.record({ qualifiers, variables }).map((parts) => compiled({ ...parts, environments: ENVIRONMENTS }));
});

const environments = fc.constantFrom(...ENVIRONMENTS);
const options = fc.constantFrom({}, { now: Date.UTC(2024, 5, 1) });

/** The same data with every object's keys in another order. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => reversed(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe("laws of resolving", () => {
  it("scopes, full calls, repeated calls and reordered contexts agree, in any order of asking", () => {
    fc.assert(
      fc.property(
        workspaces,
        contexts,
        environments,
        options,
        fc.boolean(),
        (workspace, context, environment, given, backwards) => {
          const resolver = link(workspace);
          const scope = resolver.scope(environment, context, given);
          const ids = backwards ? [...resolver.variableIds].reverse() : resolver.variableIds;
          for (const id of ids) {
            const ask = (asked: Resolver, context: unknown) =>
              outcomeOf(() => asked.resolveVariable(id, environment, context, given));
            const answer = ask(resolver, context);
            expect(outcomeOf(() => scope.resolveVariable(id))).toBe(answer);
            expect(ask(resolver, context)).toBe(answer);
            expect(ask(resolver, reversed(context))).toBe(answer);
            expect(ask(link(workspace), context)).toStrictEqual(answer);
          }
          for (const id of resolver.qualifierIds) {
            const answer = outcomeOf(() => resolver.resolveQualifier(id, context, { ...given, environment }));
            expect(outcomeOf(() => scope.resolveQualifier(id))).toBe(answer);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("traces agree with answers and with themselves", () => {
    fc.assert(
      fc.property(workspaces, contexts, environments, options, (workspace, context, environment, given) => {
        const resolver = link(workspace);
        const scope = resolver.scope(environment, context, given);
        for (const id of resolver.variableIds) {
          const answer = outcomeOf(() => resolver.resolveVariable(id, environment, context, given));
          const traced = outcomeOf(() => scope.traceVariable(id));
          if (typeof traced === "string") {
            expect(traced).toBe(answer);
            continue;
          }
          const { resolution, trace } = traced;
          expect(resolution).toBe(answer);
          const matched = trace.rules.filter((rule) => rule.matched);
          expect(matched).toEqual(resolution.reason === "matched_rule" ? [trace.rules.at(-1)] : []);
          if (matched[0] !== undefined) expect(matched[0].valueKey).toBe(resolution.valueKey);
          const values = new Map(trace.qualifiers.map(({ id: traced, value }) => [traced, value]));
          expect(values.size).toBe(trace.qualifiers.length);
          for (const rule of trace.rules) expect(values.get(rule.qualifier)).toBe(rule.matched);
          for (const traced of trace.qualifiers) {
            expect(resolver.resolveQualifier(traced.id, context, { ...given, environment }).value).toBe(traced.value);
            expectConsistent(traced, values);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("no JSON context makes it throw or changes, and Object.prototype stays as it is", () => {
    const before = Reflect.ownKeys(Object.prototype);
    fc.assert(
      fc.property(workspaces, fc.dictionary(fc.oneof(names, fc.string()), fc.jsonValue()), (workspace, context) => {
        const text = JSON.stringify(context);
        const scope = link(workspace).scope("prod", context, { now: 0 });
        scope.resolveVariables();
        for (const id of link(workspace).qualifierIds) scope.traceQualifier(id);
        expect(JSON.stringify(context)).toBe(text);
      }),
      { numRuns: 200 },
    );
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  });
});

/** Every predicate up to the deciding one is evaluated, none after it, and together they give the value. */
function expectConsistent(
  { match, value, predicates: traced }: QualifierTrace,
  values: ReadonlyMap<string, boolean>,
): void {
  const results = traced.flatMap((predicate) => ("result" in predicate ? [predicate.result] : []));
  expect(value).toBe(match === "all" ? results.every(Boolean) : results.some(Boolean));
  const deciding = results.indexOf(match === "any");
  expect(results.length).toBe(deciding === -1 ? traced.length : deciding + 1);
  expect(traced.map(({ index }) => index)).toEqual(traced.map((_, index) => index));
  for (const predicate of traced) {
    if ("actual" in predicate && predicate.attribute.startsWith("qualifier.")) {
      expect(values.get(predicate.attribute.slice("qualifier.".length))).toBe(predicate.actual);
    }
  }
}

describe("laws of rollout", () => {
  const units = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  );
  const percent = fc.nat(100_000).map((thousandths) => thousandths / 1000);
  const within = (salt: string, unit: JsonValue, from: number, to: number) =>
    link(
      compiled({ qualifiers: [qualifier("q", { attribute: "unit", op: "rollout", salt, range: [from, to] })] }),
    ).resolveQualifier("q", { unit }).value;

  it("raising the percentage only adds", () => {
    fc.assert(
      fc.property(fc.string(), units, percent, percent, (salt, unit, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        if (within(salt, unit, 0, low)) expect(within(salt, unit, 0, high)).toBe(true);
        expect(within(salt, unit, 0, 100)).toBe(true);
        expect(within(salt, unit, 0, 0)).toBe(false);
      }),
    );
  });

  it("arms of one salt neither overlap nor leave a gap", () => {
    fc.assert(
      fc.property(fc.string(), units, fc.uniqueArray(percent, { maxLength: 5 }), (salt, unit, cuts) => {
        const edges = [0, ...cuts.filter((cut) => cut > 0 && cut < 100).sort((left, right) => left - right), 100];
        const arms = edges.slice(1).filter((to, index) => within(salt, unit, edges[index] ?? 0, to));
        expect(arms).toHaveLength(1);
      }),
    );
  });
});

describe("chains of qualifiers", () => {
  const reference = (id: number): CompiledPredicate => ({ attribute: `qualifier.q${id}`, op: "eq", value: true });
  const rich: CompiledPredicate = { attribute: "plan", op: "eq", value: "rich" };

  /** q0 reads the context; each other one reads its predecessor. */
  function chain(length: number): CompiledQualifier[] {
    return Array.from({ length }, (_, index) => qualifier(`q${index}`, index === 0 ? rich : reference(index - 1)));
  }

  it("of thousands resolve and trace", () => {
    const length = 5_000;
    const last = `q${length - 1}`;
    const resolver = link(compiled({ qualifiers: chain(length), variables: [variable("v", "no", `${last} -> yes`)] }));
    expect(resolver.resolveVariable("v", undefined, { plan: "rich" }).value).toBe("yes");
    expect(resolver.resolveVariable("v", undefined, { plan: "poor" }).value).toBe("no");
    const { resolution, trace } = resolver.scope(undefined, { plan: "rich" }).traceVariable("v");
    expect(resolution.value).toBe("yes");
    expect(trace.qualifiers.map(({ id }) => id)).toEqual(
      Array.from({ length }, (_, index) => `q${length - 1 - index}`),
    );
    expect(
      resolver
        .scope(undefined, { plan: "rich" })
        .resolveQualifiers()
        .every(({ value }) => value),
    ).toBe(true);
  });

  it("of a qualifier with a predicate for each of 200,000 others resolve and trace", () => {
    const others = Array.from({ length: 200_000 }, (_, index) => qualifier(`q${index}`, rich));
    const predicates = others.map((_, index) => reference(index));
    const all: CompiledQualifier = { id: "all", match: "all", predicates };
    const { resolution, trace } = link(compiled({ qualifiers: [...others, all] }))
      .scope(undefined, { plan: "rich" })
      .traceQualifier("all");
    expect(resolution.value).toBe(true);
    expect(trace.qualifiers).toHaveLength(others.length + 1);
    expect(trace.qualifiers.slice(0, 3).map(({ id }) => id)).toEqual(["all", "q0", "q1"]);
  });

  it("evaluate each qualifier once, where paths would be more than could ever be walked", () => {
    // Each qualifier reads its predecessor twice: 2^300 paths.
    const qualifiers = Array.from({ length: 300 }, (_, index) =>
      qualifier(`q${index}`, ...(index === 0 ? [rich] : [reference(index - 1), reference(index - 1)])),
    );
    const resolver = link(compiled({ qualifiers }));
    expect(resolver.resolveQualifier("q299", { plan: "rich" }).value).toBe(true);
    expect(resolver.scope(undefined, { plan: "rich" }).traceQualifier("q299").trace.qualifiers).toHaveLength(300);
  });

  it("evaluate the same qualifiers in the same order, however deep", () => {
    const flags = ["f0", "f1", "f2"];
    const predicate = (index: number): fc.Arbitrary<CompiledPredicate> =>
      fc.record({
        // Mostly the predecessor, so that the graph is deep; sometimes far back, so that it is shared.
        attribute: fc.oneof(
          { weight: index === 0 ? 0 : 4, arbitrary: fc.constant(`qualifier.q${index - 1}`) },
          {
            weight: index === 0 ? 0 : 1,
            arbitrary: fc.nat(Math.max(0, index - 1)).map((other) => `qualifier.q${other}`),
          },
          { weight: 1, arbitrary: fc.constantFrom(...flags) },
        ),
        op: fc.constant("eq" as const),
        value: fc.boolean(),
      });
    const graphs = fc.tuple(
      ...Array.from({ length: 300 }, (_, index) =>
        fc.record<CompiledQualifier>({
          id: fc.constant(`q${index}`),
          match: fc.constantFrom("all", "any"),
          predicates: fc.array(predicate(index), { minLength: 1, maxLength: 3 }),
        }),
      ),
    );
    const contexts = fc.record({ f0: fc.boolean(), f1: fc.boolean(), f2: fc.boolean() });
    fc.assert(
      fc.property(graphs, contexts, (qualifiers, context: Readonly<Record<string, boolean>>) => {
        const results = new Map<string, boolean>();
        const began: string[] = [];
        const evaluate = (id: string): boolean => {
          const known = results.get(id);
          if (known !== undefined) return known;
          began.push(id);
          const { match, predicates: all } = qualifiers[Number(id.slice(1))] as CompiledQualifier;
          const holds = (one: CompiledPredicate) => {
            const [, referenced] = one.attribute.split("qualifier.");
            return (
              (referenced === undefined ? context[one.attribute] : evaluate(referenced)) ===
              (one as { value: JsonValue }).value
            );
          };
          const result = match === "all" ? all.every(holds) : all.some(holds);
          results.set(id, result);
          return result;
        };
        const expected = evaluate("q299");
        const resolver = link(compiled({ qualifiers }));
        expect(resolver.resolveQualifier("q299", context).value).toBe(expected);
        const scope = resolver.scope(undefined, context);
        const { resolution, trace } = scope.traceQualifier("q299");
        expect(resolution.value).toBe(expected);
        expect(trace.qualifiers.map(({ id }) => id)).toEqual(began);
        for (const { id, value } of trace.qualifiers) expect(value).toBe(results.get(id));
      }),
      { numRuns: 60 },
    );
  });

  it("end at a qualifier without predicates (unlinted)", () => {
    const none = { id: "q0", predicates: [] };
    for (const match of ["all", "any"] as const) {
      const resolver = linkUnlinted(
        compiled({ qualifiers: [{ ...none, match }, ...chain(300).slice(1)], linted: false }),
      );
      expect(resolver.resolveQualifier("q0", {}).value).toBe(match === "all");
      expect(resolver.resolveQualifier("q299", {}).value).toBe(match === "all");
    }
  });

  it.each([1, 2, 3, 50, 150, 3_000])(
    "that are a circle of %i (unlinted) are an error that shows it, not a crash",
    (length) => {
      const circle = chain(length).map((link, index) =>
        index === 0 ? qualifier("q0", rich, reference(length - 1)) : link,
      );
      const resolver = linkUnlinted(compiled({ qualifiers: circle, linted: false }));
      expect(resolver.resolveQualifier("q0", { plan: "poor" }).value).toBe(false);
      for (const call of [
        () => resolver.resolveQualifier("q0", { plan: "rich" }),
        () => resolver.scope(undefined, { plan: "rich" }).traceQualifier("q0"),
      ]) {
        expect(call).toThrow(expect.objectContaining({ code: "workspace-invalid" }) as Error);
      }
      try {
        resolver.resolveQualifier("q0", { plan: "rich" });
      } catch (error) {
        const { cycle } = (error as { details: { cycle: string[] } }).details;
        expect(cycle).toHaveLength(length + 1);
        expect(new Set(cycle).size).toBe(length);
        expect(cycle[0]).toBe(cycle.at(-1));
      }
    },
  );
});
