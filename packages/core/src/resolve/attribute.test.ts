import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import type { CompiledPredicate } from "../compile/compiled-workspace.js";
import { COMPARISON_OPERATORS } from "../operators/testing/comparison-operators.js";
import { observeQualifier, observeVariable } from "../record/observe.js";
import { link } from "./link.js";
import { anyOf, compiled, qualifier, variable } from "./testing/compiled.js";
import { errorOf, outcomeOf } from "./testing/error-of.js";

function holds(
  predicate: CompiledPredicate,
  context: object,
  options: { environment?: string; now?: number | Date } = {},
): boolean {
  const workspace = compiled({ environments: ["dev", "prod"], qualifiers: [qualifier("q", predicate)] });
  return link(workspace).resolveQualifier("q", context, options).value;
}

const exists = (attribute: string): CompiledPredicate => ({ attribute, op: "exists", value: true });

describe("context attributes", () => {
  it("takes an attribute deeper than any context is", () => {
    const deep: CompiledPredicate = { attribute: "a.".repeat(100_000) + "a", op: "exists", value: false };
    const resolver = link(
      compiled({ qualifiers: [qualifier("q", deep)], variables: [variable("v", "no", "q -> yes")] }),
    );
    for (const context of [{}, { a: { a: 1 } }, {}]) {
      expect(resolver.resolveVariable("v", undefined, context).value).toBe("yes");
      expect(resolver.scope(undefined, context).resolveVariable("v").value).toBe("yes");
    }
  });

  it("follows own properties of objects only, never into lists or strings", () => {
    expect(holds(exists("a.b.c.d"), { a: { b: { c: { d: null } } } })).toBe(true);
    expect(holds(exists("a.length"), { a: "text" })).toBe(false);
    expect(holds(exists("a.length"), { a: [1] })).toBe(false);
    expect(holds(exists("a.0"), { a: [1] })).toBe(false);
    expect(holds(exists("a.b.0"), { a: { b: [1] } })).toBe(false);
    expect(holds(exists("a.b.c"), { a: null })).toBe(false);
    expect(holds(exists("a.b"), { "a.b": 1 })).toBe(false);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"])("%s is plain data", (name) => {
    const own = JSON.parse(`{"${name}": {"${name}": {"${name}": "own"}}}`) as object;
    for (const path of [name, `${name}.${name}`, `${name}.${name}.${name}`]) {
      expect(holds(exists(path), own)).toBe(true);
      expect(holds(exists(path), {})).toBe(false);
    }
    expect(holds({ attribute: `${name}.${name}.${name}`, op: "eq", value: "own" }, own)).toBe(true);
    for (const path of [`a.${name}`, `a.b.${name}`, `${name}.name`, `${name}.length`]) {
      expect(holds(exists(path), { a: { b: {} } })).toBe(false);
    }
  });

  describe("with an Object.prototype that someone has added to", () => {
    afterEach(() => {
      for (const key of ["account", "plan"]) Reflect.deleteProperty(Object.prototype, key);
    });

    it.each([true, false])("reads nothing of it (added before linking: %s)", (early) => {
      const add = () => Object.assign(Object.prototype, { account: { plan: "stolen" }, plan: "stolen" });
      if (early) add();
      const paths = ["plan", "account.plan", "account.plan.plan"];
      const qualifiers = paths.map((path) => qualifier(path, exists(path)));
      const resolver = link(compiled({ qualifiers }));
      const ask = (context: object) => paths.map((path) => resolver.resolveQualifier(path, context).value);
      if (!early) expect(ask({ account: { plan: 1 } })).toEqual([false, true, false]);
      if (!early) add();
      expect(ask({})).toEqual([false, false, false]);
      expect(ask({ account: {} })).toEqual([false, false, false]);
      expect(ask({ list: [{}], account: { plan: { plan: 1 } } })).toEqual([false, true, true]);
    });
  });
});

describe("reserved attributes", () => {
  it("never come from the context", () => {
    const context = { qualifier: { x: true }, rototo: { environment: "prod", now: "x", other: 1 } };
    for (const path of ["qualifier", "rototo", "rototo.other", "rototo.now.x"]) {
      expect(holds(exists(path), context)).toBe(false);
    }
    expect(errorOf(() => holds(exists("rototo.environment"), context)).code).toBe("environment-required");
    expect(errorOf(() => holds(exists("rototo.now"), context)).code).toBe("instant-required");
  });

  it("rototo.environment is the requested one", () => {
    const predicate: CompiledPredicate = { attribute: "rototo.environment", op: "in", value: ["prod"] };
    expect(holds(predicate, {}, { environment: "prod" })).toBe(true);
    expect(holds(predicate, {}, { environment: "dev" })).toBe(false);
  });

  it("rototo.now is the caller's instant, as a number or as a Date of any realm", () => {
    const predicate: CompiledPredicate = { attribute: "rototo.now", op: "after", value: "2026-03-01T00:00:00Z" };
    const start = Date.UTC(2026, 2, 1);
    const foreign = runInNewContext(`new Date(${start + 1})`) as Date;
    for (const now of [start + 1, new Date(start + 1), foreign]) expect(holds(predicate, {}, { now })).toBe(true);
    for (const now of [start, new Date(start)]) expect(holds(predicate, {}, { now })).toBe(false);
    expect(
      holds({ attribute: "rototo.now", op: "eq", value: "0000-01-01T00:00:00.000Z" }, {}, { now: -62_167_219_200_000 }),
    ).toBe(true);
  });

  it.each([NaN, Infinity, new Date(NaN), 253_402_300_800_000, -62_167_219_200_001])(
    "refuses the instant %d, read or not",
    (now) => {
      for (const attribute of ["rototo.now", "a"]) {
        expect(() => holds(exists(attribute), {}, { now })).toThrow(RangeError);
        expect(() => holds(exists(attribute), {}, { now })).toThrow(/option now .*milliseconds/);
      }
    },
  );

  it.each([null, true, [], [1], {}, "2026-03-01T00:00:00Z", "1", 1n, () => 1, () => new Date(), Symbol("now")])(
    "refuses %s as an instant",
    (now) => {
      const options = { now: now as unknown as number };
      expect(() => holds(exists("a"), {}, options)).toThrow(TypeError);
      expect(() => holds(exists("a"), {}, options)).toThrow(/option now must be /);
    },
  );

  it.each([null, 0, 1, "no", "false", [], {}])("refuses %j as validateContext", (validateContext) => {
    const resolver = link(compiled({ qualifiers: [qualifier("q", exists("a"))], variables: [variable("v", "a")] }));
    const options = { validateContext: validateContext as boolean };
    for (const call of [
      () => resolver.resolveQualifier("q", {}, options),
      () => resolver.resolveVariable("v", undefined, {}, options),
      () => resolver.scope(undefined, {}, options),
    ]) {
      expect(call).toThrow(TypeError);
      expect(call).toThrow("option validateContext must be true or false");
    }
  });
});

describe("what the caller did not name", () => {
  const environment: CompiledPredicate = { attribute: "rototo.environment", op: "eq", value: "prod" };
  const paid: CompiledPredicate = { attribute: "plan", op: "eq", value: "paid" };
  const launched: CompiledPredicate = { attribute: "rototo.now", op: "after", value: "2026-01-01T00:00:00Z" };
  const operators: readonly CompiledPredicate[] = [
    ...COMPARISON_OPERATORS.map((op): CompiledPredicate => ({
      attribute: "",
      op,
      value: op === "exists" ? false : [],
    })),
    { attribute: "", op: "bucket", salt: "s", range: [0, 10_000] },
    { attribute: "", op: "rollout", salt: "s", range: [0, 100] },
  ];

  it.each(operators)("is an error for $op, which cannot be right without", (predicate) => {
    const attempt = (attribute: string) => errorOf(() => holds({ ...predicate, attribute }, {}));
    expect(attempt("rototo.environment")).toMatchObject({
      code: "environment-required",
      message: "name an environment: dev, prod",
      details: { environments: ["dev", "prod"] },
    });
    const { code, message } = attempt("rototo.now");
    expect(code).toBe("instant-required");
    expect(message).toContain("name an instant with the option `now`");
  });

  it("is an error through other qualifiers, in every way to ask", () => {
    const resolver = link(
      compiled({
        environments: ["prod"],
        qualifiers: [
          qualifier("outer", { attribute: "qualifier.launched", op: "eq", value: false }),
          qualifier("launched", paid, launched),
        ],
        variables: [variable("v", "off", "outer -> on")],
      }),
    );
    const context = { plan: "paid" };
    const scope = resolver.scope("prod", context);
    for (const call of [
      () => resolver.resolveVariable("v", "prod", context),
      () => resolver.resolveQualifier("outer", context),
      () => scope.resolveVariables(),
      () => scope.resolveQualifiers(),
      () => scope.traceVariable("v"),
      () => scope.traceQualifier("outer"),
      () => observeVariable(scope, "v", () => false),
      () => observeQualifier(scope, "outer", () => false),
    ]) {
      for (let time = 0; time < 2; time += 1) expect(errorOf(call).code).toBe("instant-required");
    }
  });

  it("is not asked for behind the predicate that decides, nor by a trace or an observation", () => {
    const resolver = link(
      compiled({
        environments: ["prod"],
        qualifiers: [
          qualifier("all", paid, launched, environment),
          anyOf("any", { attribute: "qualifier.all", op: "eq", value: false }, launched, environment),
        ],
        variables: [variable("v", "off", "any -> on", "all -> never")],
      }),
    );
    expect(resolver.resolveVariable("v", "prod", {}).valueKey).toBe("on");
    const scope = resolver.scope(undefined, {});
    expect(scope.resolveQualifiers().map(({ value }) => value)).toEqual([false, true]);
    expect(scope.traceQualifier("any").trace.qualifiers.map(({ id }) => id)).toEqual(["any", "all"]);
    expect(observeQualifier(scope, "any", () => false).matchedQualifiers).toEqual(["any"]);
  });

  it("leaves what was settled before right: for the scope, and for the next full call", () => {
    const resolver = link(
      compiled({
        qualifiers: [
          qualifier("paid", paid),
          qualifier("both", { attribute: "qualifier.paid", op: "eq", value: true }, launched),
          anyOf("either", { attribute: "qualifier.both", op: "eq", value: true }, paid),
        ],
      }),
    );
    const now = Date.UTC(2026, 5, 1);
    for (let call = 0; call < 300; call += 1) {
      const plan = call % 2 === 0 ? "paid" : "free";
      const outcome = outcomeOf(() => resolver.resolveQualifier("either", { plan }).value);
      expect(outcome).toBe(plan === "paid" ? "instant-required" : false);
      expect(resolver.resolveQualifier("either", { plan }, { now }).value).toBe(plan === "paid");
      expect(resolver.resolveQualifier("both", { plan }, { now: 0 }).value).toBe(false);
    }
    const scope = resolver.scope(undefined, { plan: "paid" });
    expect(errorOf(() => scope.resolveQualifier("either")).code).toBe("instant-required");
    expect(scope.resolveQualifier("paid").value).toBe(true);
    expect(errorOf(() => scope.resolveQualifier("either")).code).toBe("instant-required");
  });

  it("cannot be named where the workspace has no environments", () => {
    const resolver = link(compiled({ qualifiers: [qualifier("q", environment)] }));
    const error = errorOf(() => resolver.resolveQualifier("q", {}));
    expect(error).toMatchObject({ code: "environment-required", details: { environments: [] } });
    expect(error.message).toBe("name an environment: none is declared");
  });
});

describe("link", () => {
  it("refuses what lint has not accepted, and says what to do", () => {
    const error = errorOf(() => link(compiled({ linted: false })));
    expect(error.code).toBe("workspace-invalid");
    expect(error.message).toMatch(/lint it, or use `linkUnlinted`/);
  });
});
