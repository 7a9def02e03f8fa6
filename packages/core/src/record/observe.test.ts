import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileWorkspace } from "../compile/compile-workspace.js";
import type { CompiledQualifier } from "../compile/compiled-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { setOwnValue, type JsonValue } from "../json/json-value.js";
import { acceptUnlinted } from "../lint/accepted-model.js";
import { readWorkspace } from "../read-workspace.js";
import { link } from "../resolve/link.js";
import { linkUnlinted } from "../resolve/link-unlinted.js";
import type { QualifierTrace, ResolutionTrace } from "../resolve/resolution.js";
import type { Scope } from "../resolve/resolver.js";
import { anyOf, branch, compiled, qualifier, variable, variableByEnvironment } from "../resolve/testing/compiled.js";
import { errorOf } from "../resolve/testing/error-of.js";
import { arbitraryContext, arbitraryWorkspace, writeWorkspace } from "../testing/arbitrary-workspace.js";
import { observeQualifier, observeVariable, type Observation, type Redacts } from "./observe.js";

const showAll: Redacts = () => false;

/** What a trace says of the same evaluation: its predicates gone through in the order of reading. */
function observationIn(trace: Partial<ResolutionTrace> & Pick<ResolutionTrace, "qualifiers">, redacts: Redacts) {
  const traces = new Map(trace.qualifiers.map((one) => [one.id, one]));
  const attributes: Record<string, JsonValue> = {};
  const redacted = new Set<string>();
  const begun: QualifierTrace[] = [];
  const visit = (one: QualifierTrace): void => {
    if (begun.includes(one)) return;
    begun.push(one);
    for (const predicate of one.predicates) {
      const nested = traces.get(predicate.attribute.replace(/^qualifier\./, ""));
      if ("evaluated" in predicate) continue;
      if (nested !== undefined && predicate.attribute.startsWith("qualifier.")) visit(nested);
      else if (predicate.actual === undefined || predicate.attribute.startsWith("rototo.")) continue;
      else if (redacts(predicate.attribute)) redacted.add(predicate.attribute);
      else setOwnValue(attributes, predicate.attribute, predicate.actual);
    }
  };
  trace.qualifiers.forEach(visit);
  const matched = trace.rules?.filter((rule) => rule.matched) ?? [];
  return {
    matchedRules: matched.map((rule) => `${trace.branch ?? ""}.${rule.qualifier}`),
    matchedQualifiers: trace.qualifiers.filter(({ value }) => value).map(({ id }) => id),
    attributes: Object.entries(attributes),
    redacted: [...redacted],
  };
}

function ordered(observation: Observation) {
  return { ...observation, attributes: Object.entries(observation.attributes) };
}

describe("an observation", () => {
  const scopes = fc
    .record({
      sketch: arbitraryWorkspace,
      context: arbitraryContext,
      environment: fc.nat(),
    })
    .map(({ sketch, context, environment }) => {
      const documents = createDocuments(writeWorkspace(sketch, "flat"));
      const resolver = linkUnlinted(compileWorkspace(acceptUnlinted(readWorkspace(documents))));
      const { environments } = resolver;
      const open = (): Scope =>
        resolver.scope(environments?.[environment % environments.length], context, { now: Date.UTC(2024, 5, 1) });
      return { resolver, open };
    });
  const redactions = fc.subarray(["a", "b", "account", "account.plan", "account.seats", "constructor"]).map(
    (attributes): Redacts =>
      (attribute) =>
        attributes.includes(attribute),
  );
  /** What a scope may have been asked before. */
  const preparations = fc.constantFrom<(scope: Scope) => unknown>(
    () => undefined,
    (scope) => scope.resolveVariables(),
    (scope) => scope.resolveQualifiers(),
    (scope) => scope.resolveQualifiers().map(({ id }) => scope.traceQualifier(id)),
  );

  it("says what the trace says, whatever the scope has been asked before", () => {
    fc.assert(
      fc.property(scopes, redactions, preparations, ({ resolver, open }, redacts, prepare) => {
        for (const id of resolver.variableIds) {
          const scope = open();
          prepare(scope);
          const observed = ordered(observeVariable(scope, id, redacts));
          expect(observed).toStrictEqual(observationIn(open().traceVariable(id).trace, redacts));
          expect(scope.traceVariable(id)).toStrictEqual(open().traceVariable(id));
        }
        for (const id of resolver.qualifierIds) {
          const scope = open();
          prepare(scope);
          const observed = ordered(observeQualifier(scope, id, redacts));
          expect(observed).toStrictEqual(observationIn(open().traceQualifier(id).trace, redacts));
        }
      }),
      { numRuns: 300 },
    );
  });

  const workspace = compiled({
    environments: ["dev", "prod"],
    qualifiers: [
      anyOf(
        "either",
        { attribute: "qualifier.paid", op: "eq", value: true },
        { attribute: "rototo.environment", op: "eq", value: "prod" },
        { attribute: "never.read", op: "exists", value: true },
      ),
      qualifier("object", { attribute: "account", op: "exists", value: true }),
      qualifier(
        "paid",
        { attribute: "account.plan", op: "eq", value: "paid" },
        { attribute: "account.seats", op: "gte", value: 5 },
      ),
      qualifier(
        "proto",
        { attribute: "__proto__.x", op: "eq", value: 1 },
        { attribute: "__proto__", op: "neq", value: 1 },
      ),
      qualifier("absent", { attribute: "account.name", op: "exists", value: false }),
    ],
    variables: [
      variableByEnvironment("limits", branch("low", "either -> high"), {
        prod: branch("low", "paid -> high", "either -> mid"),
      }),
      variable("plain", "only"),
    ],
  });
  const resolver = link(workspace);
  const context = { account: { plan: "paid", seats: 3 } };

  it("names the branch, the qualifiers that were true, and what was read", () => {
    expect(observeVariable(resolver.scope("prod", context), "limits", showAll)).toStrictEqual({
      matchedRules: ["prod.either"],
      matchedQualifiers: ["either"],
      attributes: { "account.plan": "paid", "account.seats": 3 },
      redacted: [],
    });
    expect(
      observeVariable(resolver.scope("dev", { account: { plan: "paid", seats: 5 } }), "limits", showAll),
    ).toStrictEqual({
      matchedRules: ["_.either"],
      matchedQualifiers: ["either", "paid"],
      attributes: { "account.plan": "paid", "account.seats": 5 },
      redacted: [],
    });
  });

  it("names what is redacted, and neither what is missing nor what nothing read", () => {
    expect(observeQualifier(resolver.scope("prod", context), "paid", () => true)).toMatchObject({
      attributes: {},
      redacted: ["account.plan", "account.seats"],
    });
    const missing = observeQualifier(resolver.scope("prod", context), "absent", () => true);
    expect(missing).toStrictEqual({ matchedRules: [], matchedQualifiers: ["absent"], attributes: {}, redacted: [] });
    expect(observeVariable(resolver.scope("prod", context), "plain", showAll)).toStrictEqual({
      matchedRules: [],
      matchedQualifiers: [],
      attributes: {},
      redacted: [],
    });
  });

  it("freezes what it shows, and takes `__proto__` as a name like others", () => {
    const { attributes } = observeQualifier(resolver.scope("prod", context), "object", showAll);
    expect(attributes).toStrictEqual({ account: { plan: "paid", seats: 3 } });
    expect(Object.isFrozen(attributes["account"])).toBe(true);
    expect(Object.isFrozen(context.account)).toBe(false);

    const hostile = JSON.parse('{"__proto__":{"x":1}}') as unknown;
    const named = observeQualifier(resolver.scope("prod", hostile), "proto", showAll).attributes;
    expect(Object.entries(named)).toEqual([
      ["__proto__.x", 1],
      ["__proto__", { x: 1 }],
    ]);
    expect(Object.getPrototypeOf(named)).toBe(Object.prototype);
  });

  it("works for chains of any length", () => {
    const qualifiers = Array.from({ length: 5_000 }, (_, index): CompiledQualifier =>
      index === 0
        ? qualifier("q0", { attribute: "plan", op: "eq", value: "paid" })
        : qualifier(`q${index}`, { attribute: `qualifier.q${index - 1}`, op: "eq", value: true }),
    );
    const scope = link(compiled({ qualifiers, variables: [variable("v", "off", "q4999 -> on")] })).scope(undefined, {
      plan: "paid",
    });
    const { matchedRules, matchedQualifiers, attributes } = observeVariable(scope, "v", showAll);
    expect(matchedRules).toEqual(["resolve.q4999"]);
    expect(matchedQualifiers).toEqual(qualifiers.map(({ id }) => id).reverse());
    expect(attributes).toEqual({ plan: "paid" });
  });

  it("needs what asking needs: an environment for variables, a known id, a scope of rototo's own", () => {
    const scope = resolver.scope(undefined, context);
    expect(errorOf(() => observeVariable(scope, "limits", showAll)).code).toBe("environment-required");
    expect(errorOf(() => observeVariable(resolver.scope("dev", {}), "limit", showAll)).code).toBe("variable-not-found");
    expect(errorOf(() => observeQualifier(scope, "pay", showAll)).code).toBe("qualifier-not-found");
    expect(() => observeQualifier({ ...scope }, "paid", showAll)).toThrow(/^broken invariant/);
  });

  it("leaves nothing of the context to see on a scope that is logged", () => {
    expect(Object.keys(resolver.scope("dev", { secret: "s" }))).toEqual([]);
  });
});
