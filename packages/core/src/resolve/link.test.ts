import { describe, expect, it } from "vitest";
import type { CompiledPredicate, CompiledVariable, CompiledWorkspace } from "../compile/compiled-workspace.js";
import type { SchemaEngine, Violation } from "../schema/engines/schema-engine.js";
import { ajvEngine } from "../schema/ajv/index.js";
import { linkUnlinted as link } from "./link-unlinted.js";
import type { Resolver } from "./resolver.js";
import { anyOf, branch, compiled, qualifier, variable, variableByEnvironment } from "./testing/compiled.js";
import { errorOf } from "./testing/error-of.js";

const enterprise = qualifier("enterprise", { attribute: "account.plan", op: "eq", value: "enterprise" });
const large = qualifier("large", { attribute: "account.seats", op: "gte", value: 100 });

const workspace: CompiledWorkspace = compiled({
  environments: ["dev", "stage", "prod"],
  qualifiers: [
    enterprise,
    large,
    anyOf(
      "vip",
      { attribute: "qualifier.enterprise", op: "eq", value: true },
      { attribute: "user.vip", op: "eq", value: true },
    ),
  ],
  variables: [
    variable("banner", "plain", "vip -> gold"),
    variableByEnvironment("limits", branch("small", "large -> big"), {
      dev: branch("tiny"),
      prod: branch("standard", "enterprise -> enterprise", "large -> big"),
    }),
  ],
});

describe("resolving a variable", () => {
  const resolver = link(workspace);

  it.each([
    ["prod", { account: { plan: "enterprise", seats: 500 } }, "enterprise", "matched_rule"],
    ["prod", { account: { plan: "free", seats: 500 } }, "big", "matched_rule"],
    ["prod", { account: { plan: "free", seats: 1 } }, "standard", "environment_default"],
    ["prod", {}, "standard", "environment_default"],
    ["dev", { account: { plan: "enterprise", seats: 500 } }, "tiny", "environment_default"],
    ["stage", { account: { plan: "enterprise", seats: 500 } }, "big", "matched_rule"],
    ["stage", { account: { plan: "enterprise", seats: 5 } }, "small", "fallback_default"],
  ])("limits in %s with %j is %s (%s)", (environment, context, valueKey, reason) => {
    const expected = { id: "limits", environment, valueKey, value: valueKey, reason };
    expect(resolver.resolveVariable("limits", environment, context)).toStrictEqual(expected);
    expect(resolver.scope(environment, context).resolveVariable("limits")).toStrictEqual(expected);
  });

  it("[resolve] gives the same in every environment, and its default the reason default", () => {
    expect(resolver.resolveVariable("banner", "dev", {})).toStrictEqual({
      id: "banner",
      environment: "dev",
      valueKey: "plain",
      value: "plain",
      reason: "default",
    });
    expect(resolver.resolveVariable("banner", "prod", { user: { vip: true } })).toMatchObject({
      valueKey: "gold",
      reason: "matched_rule",
    });
  });

  it("gives no environment where the workspace has none", () => {
    const without = link(compiled({ variables: [variable("banner", "plain")] }));
    expect(without.environments).toBeUndefined();
    expect(without.resolveVariable("banner", undefined, {})).toStrictEqual({
      id: "banner",
      valueKey: "plain",
      value: "plain",
      reason: "default",
    });
  });

  it("shares one frozen answer between calls and scopes", () => {
    const context = { account: { plan: "enterprise", seats: 1 } };
    const answer = resolver.resolveVariable("limits", "prod", context);
    expect(Object.isFrozen(answer)).toBe(true);
    expect(resolver.resolveVariable("limits", "prod", { ...context })).toBe(answer);
    expect(resolver.scope("prod", context).resolveVariable("limits")).toBe(answer);
    expect(resolver.resolveQualifier("large", context)).toBe(resolver.resolveQualifier("large", {}));
  });

  it("freezes the value all the way down", () => {
    const rich: CompiledVariable = {
      ...variable("rich", "only"),
      type: { kind: "catalog", catalog: "profiles", schema: "schemas/profile.json" },
      values: [],
    };
    const catalogs = [{ id: "profiles", entries: [{ key: "only", value: { list: [{ deep: {} }] } }] }];
    const { value } = link(compiled({ catalogs, variables: [rich] })).resolveVariable("rich", undefined, {});
    expect(value).toEqual({ list: [{ deep: {} }] });
    expect(() => ((value as { list: { deep: Record<string, number> }[] }).list[0]!.deep["x"] = 1)).toThrow(TypeError);
  });
});

describe("a scope", () => {
  it("answers for all variables and qualifiers in id order", () => {
    const scope = link(workspace).scope("prod", { account: { plan: "enterprise", seats: 1 } });
    expect(scope.resolveVariables().map(({ id, valueKey }) => [id, valueKey])).toEqual([
      ["banner", "gold"],
      ["limits", "enterprise"],
    ]);
    expect(scope.resolveQualifiers()).toEqual([
      { id: "enterprise", value: true },
      { id: "large", value: false },
      { id: "vip", value: true },
    ]);
  });

  it("keeps the context it was made with", () => {
    const context = { account: { plan: "enterprise" } };
    const scope = link(workspace).scope("prod", context);
    context.account.plan = "free";
    expect(scope.resolveVariable("limits").valueKey).toBe("enterprise");
  });

  it("answers for qualifiers without an environment, and names what variables need", () => {
    const scope = link(workspace).scope(undefined, { user: { vip: true } });
    expect(scope.resolveQualifier("vip").value).toBe(true);
    expect(errorOf(() => scope.resolveVariable("banner")).code).toBe("environment-required");
  });

  it("interleaves with others and with full calls, each with its own answers", () => {
    const resolver = link(workspace);
    const [first, second] = [{ account: { plan: "enterprise" } }, { account: { plan: "free" } }];
    const [one, two] = [resolver.scope("prod", first), resolver.scope("prod", second)];
    for (let round = 0; round < 600; round++) {
      const context = round % 3 === 0 ? first : second;
      expect(resolver.resolveVariable("limits", "prod", context).valueKey).toBe(
        round % 3 === 0 ? "enterprise" : "standard",
      );
      if (round % 100 === 0)
        expect([one, two].map((scope) => scope.resolveVariable("limits").valueKey)).toEqual(["enterprise", "standard"]);
    }
  });

  it("and full calls never meet an answer of an earlier call, however many there were", () => {
    for (const others of [...Array(10).keys(), ...Array.from({ length: 20 }, (_, index) => 118 + index), 255, 256]) {
      const resolver = link(workspace);
      expect(resolver.resolveQualifier("enterprise", { account: { plan: "enterprise" } }).value).toBe(true);
      for (let call = 0; call < others; call++) resolver.resolveQualifier("large", {});
      expect(resolver.resolveQualifier("enterprise", {}).value).toBe(false);
    }
  });
});

describe("environments", () => {
  const resolver = link(workspace);

  it("are required where there are some", () => {
    const error = errorOf(() => resolver.resolveVariable("limits", undefined, {}));
    expect(error).toMatchObject({ code: "environment-required", details: { environments: ["dev", "stage", "prod"] } });
    expect(error.message).toContain("dev, stage, prod");
  });

  it.each<[string, (environment: string) => unknown]>([
    ["resolveVariable", (environment) => resolver.resolveVariable("limits", environment, {})],
    ["resolveQualifier", (environment) => resolver.resolveQualifier("large", {}, { environment })],
    ["scope", (environment) => resolver.scope(environment, {})],
  ])("have to be declared: %s", (_, call) => {
    const error = errorOf(() => call("prd"));
    expect(error).toMatchObject({
      code: "environment-unknown",
      details: { environment: "prd", suggestions: ["prod"] },
    });
    expect(error.message).toContain("did you mean `prod`?");
    for (const environment of [null, 7] as unknown as string[])
      expect(errorOf(() => call(environment)).code).toBe("environment-unknown");
    for (const environment of ["_", "", "resolve", "__proto__", "constructor"])
      expect(errorOf(() => call(environment)).code).toBe("environment-unknown");
  });

  it("cannot be named where there are none", () => {
    const error = errorOf(() => link(compiled()).resolveVariable("x", "prod", {}));
    expect(error.code).toBe("environment-unknown");
    expect(error.message).toBe("unknown environment `prod`; known: none");
  });
});

describe("ids", () => {
  const resolver = link(workspace);

  it("that nothing has get a near miss", () => {
    const unknown = errorOf(() => resolver.resolveVariable("limit", "prod", {}));
    expect(unknown).toMatchObject({
      code: "variable-not-found",
      details: { variable: "limit", suggestions: ["limits"] },
    });
    expect(unknown.message).toBe("unknown variable `limit`; did you mean `limits`?");
    expect(errorOf(() => resolver.resolveQualifier("enterprize", {}))).toMatchObject({
      code: "qualifier-not-found",
      details: { suggestions: ["enterprise"] },
    });
    expect(errorOf(() => resolver.scope("prod", {}).traceVariable("nothing-like-it"))).toMatchObject({
      code: "variable-not-found",
      details: { suggestions: [] },
    });
  });

  it("that nothing has get all names where they are few and none is near", () => {
    const unknown = errorOf(() => resolver.resolveVariable("nothing-like-it", "prod", {}));
    expect(unknown.message).toBe("unknown variable `nothing-like-it`; known: banner, limits");
    const many = Array.from({ length: 13 }, (_, index) => variable(`variable-${index}`, "a"));
    const { message } = errorOf(() => link(compiled({ variables: many })).resolveVariable("v", undefined, {}));
    expect(message).toBe("unknown variable `v`");
  });

  it.each(["__proto__", "constructor", "toString", ""])("%j is an id like any other", (id) => {
    expect(errorOf(() => resolver.resolveVariable(id, "prod", {})).code).toBe("variable-not-found");
    expect(errorOf(() => resolver.resolveQualifier(id, {})).code).toBe("qualifier-not-found");
    const named = link(
      compiled({ qualifiers: [{ ...large, id }], variables: [variable(id, "constructor", `${id} -> __proto__`)] }),
    );
    expect(named.resolveVariable(id, undefined, { account: { seats: 100 } }).valueKey).toBe("__proto__");
    expect(named.resolveVariable(id, undefined, {}).valueKey).toBe("constructor");
  });

  it("come in the order of the checks: environment, context, id", () => {
    expect(errorOf(() => resolver.resolveVariable("nope", "nope", null)).code).toBe("environment-unknown");
    expect(errorOf(() => resolver.resolveVariable("nope", "prod", null)).code).toBe("context-invalid");
    expect(errorOf(() => resolver.resolveVariable("nope", "prod", {})).code).toBe("variable-not-found");
  });

  it("are listed", () => {
    expect([resolver.environments, resolver.variableIds, resolver.qualifierIds]).toEqual([
      ["dev", "stage", "prod"],
      ["banner", "limits"],
      ["enterprise", "large", "vip"],
    ]);
  });
});

describe("the context schema", () => {
  const schema = {
    type: "object",
    required: ["account"],
    properties: { account: { type: "object", properties: { seats: { type: "integer" }, plan: { type: "string" } } } },
  };
  const withSchema: CompiledWorkspace = {
    ...workspace,
    context: { schema: "schemas/context.schema.json", redacted: [] },
    schemas: [{ path: "schemas/context.schema.json", schema }],
  };

  it("refuses a context with every violation", () => {
    const resolver = link(withSchema, { schemaEngine: ajvEngine });
    const context = { account: { seats: "many", plan: 1 } };
    for (const call of [
      () => resolver.resolveVariable("limits", "prod", context),
      () => resolver.resolveQualifier("large", context),
      () => resolver.scope("prod", context),
    ]) {
      const error = errorOf(call);
      expect(error.code).toBe("context-invalid");
      expect((error.details["violations"] as Violation[]).map(({ pointer, keyword }) => [pointer, keyword])).toEqual([
        ["/account/plan", "type"],
        ["/account/seats", "type"],
      ]);
      expect(error.message).toContain("schemas/context.schema.json");
      expect(error.message).toContain("/account/seats");
    }
    expect(resolver.resolveVariable("limits", "prod", { account: { seats: 100 } }).valueKey).toBe("big");
  });

  it("validates the copy: a value that changes its mind is seen once", () => {
    let reads = 0;
    const context = {
      account: {
        get seats() {
          return reads++ === 0 ? 100 : "many";
        },
      },
    };
    expect(link(withSchema, { schemaEngine: ajvEngine }).resolveVariable("limits", "prod", context).valueKey).toBe(
      "big",
    );
    expect(reads).toBe(1);
  });

  it("can be switched off per call", () => {
    const resolver = link(withSchema, { schemaEngine: ajvEngine });
    expect(resolver.resolveVariable("limits", "prod", {}, { validateContext: false }).valueKey).toBe("standard");
    expect(resolver.scope("prod", {}, { validateContext: false }).resolveVariable("limits").valueKey).toBe("standard");
    expect(resolver.resolveQualifier("large", {}, { validateContext: false }).value).toBe(false);
    expect(errorOf(() => resolver.resolveVariable("limits", "prod", [], { validateContext: false })).code).toBe(
      "context-invalid",
    );
  });

  it("needs an engine, unless it is switched off", () => {
    const resolver = link(withSchema);
    const error = errorOf(() => resolver.scope("prod", { account: {} }));
    expect(error.code).toBe("workspace-invalid");
    expect(error.message).toMatch(/pass `schemaEngine` to link/);
    expect(resolver.scope("prod", {}, { validateContext: false }).resolveVariable("limits").valueKey).toBe("standard");
  });

  it("that is no schema is an error of the calls that need it", () => {
    const broken = { ...withSchema, schemas: [{ path: "schemas/context.schema.json", schema: { type: 7 } }] };
    const resolver = link(broken, { schemaEngine: ajvEngine });
    expect(errorOf(() => resolver.scope("prod", {})).code).toBe("workspace-invalid");
    expect(resolver.scope("prod", {}, { validateContext: false }).resolveVariable("limits").valueKey).toBe("standard");
  });

  it("is compiled once", () => {
    let compilations = 0;
    const schemaEngine: SchemaEngine = {
      compile: (path, resources) => (compilations++, ajvEngine.compile(path, resources)),
    };
    const resolver = link(withSchema, { schemaEngine });
    for (let call = 0; call < 5; call++) resolver.scope("prod", { account: {} });
    expect(compilations).toBe(1);
  });

  it("says of a context that is wrong without end that there are more violations than it tells", () => {
    const schema = { additionalProperties: { type: "string" } };
    const resolver = link(
      { ...withSchema, schemas: [{ path: "schemas/context.schema.json", schema }] },
      { schemaEngine: ajvEngine },
    );
    const context = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`p${index}`, index]));
    const { message, details } = errorOf(() => resolver.scope("prod", context));
    expect(message).toMatch(/; and at least 95 more$/);
    expect(details["violations"]).toHaveLength(101);
    expect((details["violations"] as Violation[]).at(-1)?.keyword).toBe("more");
  });

  it("names the first violations in the message and counts the others", () => {
    const violations: Violation[] = Array.from({ length: 8 }, (_, index) => ({
      pointer: `/p${index}`,
      message: "must not be",
      keyword: "not",
    }));
    const schemaEngine: SchemaEngine = {
      compile: () => ({ ok: true, validator: { matches: () => false, violations: () => violations } }),
    };
    const { message, details } = errorOf(() => link(withSchema, { schemaEngine }).scope("prod", {}));
    expect(message).toContain("/p4 must not be; and 3 more");
    expect(message).not.toContain("/p5");
    expect(details["violations"]).toHaveLength(8);
  });
});

describe("an unlinted workspace", () => {
  it("answers by a rule before one whose qualifier is broken, as often as it is asked, in a call and in a scope", () => {
    const broken = { attribute: "a", op: "equals", value: 1 } as unknown as CompiledPredicate;
    const resolver = link(
      compiled({
        linted: false,
        qualifiers: [qualifier("good", { attribute: "a", op: "eq", value: 1 }), qualifier("bad", broken)],
        variables: [variable("v", "no", "good -> yes", "bad -> never")],
      }),
    );
    for (const ask of [resolver, resolver]) {
      expect(ask.resolveVariable("v", undefined, { a: 1 }).value).toBe("yes");
      expect(ask.scope(undefined, { a: 1 }).resolveVariable("v").value).toBe("yes");
      expect(errorOf(() => ask.resolveVariable("v", undefined, { a: 2 })).code).toBe("workspace-invalid");
      expect(errorOf(() => ask.scope(undefined, { a: 2 }).resolveVariable("v")).code).toBe("workspace-invalid");
    }
  });

  const typed = (type: CompiledVariable["type"], value: CompiledVariable["values"][number]["value"]): Resolver =>
    link(
      compiled({
        linted: false,
        catalogs: [{ id: "c", entries: [{ key: "only", value }] }],
        schemas: [{ path: "schemas/s.json", schema: { type: "object", required: ["size"] } }],
        variables: [
          { ...variable("v", "only"), type, values: type.kind === "catalog" ? [] : [{ key: "only", value }] },
        ],
      }),
      { schemaEngine: ajvEngine },
    );

  it.each([
    ["bool", [true, false], [0, "true", null, []]],
    ["int", [0, -5, 2 ** 53 - 1], [1.5, 2 ** 53, "1", true]],
    ["number", [0.5, 3], ["1", null]],
    ["string", ["", "x"], [1, [], {}]],
    ["list", [[], [1]], [{}, "x", null]],
  ] as const)("checks values of type %s", (type, right, wrong) => {
    for (const value of right)
      expect(typed({ kind: "primitive", type }, value).resolveVariable("v", undefined, {}).value).toEqual(value);
    for (const value of wrong) {
      const error = errorOf(() => typed({ kind: "primitive", type }, value).resolveVariable("v", undefined, {}));
      expect(error).toMatchObject({ code: "value-invalid", details: { variable: "v", valueKey: "only" } });
      expect(error.message).toMatch(new RegExp("variable `v`, value `only`.*" + type));
    }
  });

  it("checks values against their schema or their catalog's, each time they are bad", () => {
    for (const type of [
      { kind: "schema", schema: "schemas/s.json" },
      { kind: "catalog", catalog: "c", schema: "schemas/s.json" },
    ] as const) {
      expect(typed(type, { size: 1 }).resolveVariable("v", undefined, {}).value).toEqual({ size: 1 });
      const resolver = typed(type, { other: 1 });
      for (let call = 0; call < 2; call++) {
        const error = errorOf(() => resolver.resolveVariable("v", undefined, {}));
        expect(error).toMatchObject({ code: "value-invalid", details: { violations: [{ keyword: "required" }] } });
      }
    }
  });

  it("is not checked again when it is linted", () => {
    const odd = { ...variable("v", "only"), values: [{ key: "only", value: 1 }] };
    expect(link(compiled({ variables: [odd] })).resolveVariable("v", undefined, {}).value).toBe(1);
  });

  it("names what is missing only when a call meets it", () => {
    const resolver = link(
      compiled({
        linted: false,
        qualifiers: [
          qualifier("lost", { attribute: "qualifier.enterprize", op: "eq", value: true }),
          qualifier("odd", { attribute: "a", op: "constructor" as "eq", value: 1 }),
        ],
        variables: [
          variable("fine", "a"),
          variable("unruly", "a", "lots -> b"),
          { ...variable("valueless", "a"), values: [] },
        ],
      }),
    );
    expect(resolver.resolveVariable("fine", undefined, {}).value).toBe("a");
    const unruly = errorOf(() => resolver.resolveVariable("unruly", undefined, {}));
    expect(unruly.code).toBe("qualifier-not-found");
    expect(unruly.message).toContain(
      "variable `unruly`, resolve rule 0: unknown qualifier `lots`; did you mean `lost`?",
    );
    expect(errorOf(() => resolver.resolveQualifier("lost", {})).message).toContain("qualifier `lost`, predicate 0");
    expect(errorOf(() => resolver.resolveQualifier("odd", {}))).toMatchObject({ code: "workspace-invalid" });
    expect(errorOf(() => resolver.resolveVariable("valueless", undefined, {})).code).toBe("value-invalid");
  });
});
