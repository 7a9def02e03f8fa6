import { describe, expect, it, test, vi } from "vitest";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { lintWorkspace } from "../lint/lint-workspace.js";
import { readWorkspace } from "../read-workspace.js";
import { errorOf } from "../resolve/testing/error-of.js";
import { ajvEngine } from "../schema/ajv/index.js";
import { interpreterEngine } from "../schema/interpreter/index.js";
import type { SchemaEngine } from "../schema/engines/schema-engine.js";
import { openSnapshot, type OpenOptions } from "./open-snapshot.js";
import type { Instant } from "./resolve-options.js";

const LAUNCH = Date.UTC(2026, 11, 1, 8);

const files = {
  "rototo-workspace.toml": "schema_version = 1\n",
  "schemas/context.schema.json": '{"properties":{"seats":{"type":"integer"}},"required":["seats"]}',
  "qualifiers/launched.toml":
    'schema_version = 1\n[[predicate]]\nattribute = "rototo.now"\nop = "after"\nvalue = 2026-12-01T08:00:00Z\n',
  "variables/banner.toml": `schema_version = 1
type = "string"
[values]
old = "old"
new = "new"
[resolve]
default = "old"
[[resolve.rule]]
qualifier = "launched"
value = "new"
`,
  "variables/limit.toml": `schema_version = 1\ntype = "int"\n[values]\na = 1\n[resolve]\ndefault = "a"\n`,
};

function compile(sources: Readonly<Record<string, string>> = files) {
  const { accepted, diagnostics } = lintWorkspace(readWorkspace(createDocuments(sources)), { schemaEngine: ajvEngine });
  if (accepted === undefined) throw new Error(JSON.stringify(diagnostics));
  return compileWorkspace(accepted);
}

const snapshot = { source: "./config", fingerprint: "git:0123", workspace: compile() };
const withoutSchema = { ...snapshot, workspace: { ...snapshot.workspace, context: null } };

function open(options: OpenOptions = {}) {
  return openSnapshot(snapshot, { schemaEngine: interpreterEngine, ...options });
}

test("a snapshot answers as a workspace of the SDK does", () => {
  const resolver = open({ now: () => LAUNCH + 1 });
  const context = { seats: 1 };
  expect(resolver).toMatchObject({ source: "./config", fingerprint: "git:0123", environments: undefined });
  expect([resolver.variableIds, resolver.qualifierIds]).toEqual([["banner", "limit"], ["launched"]]);
  expect(resolver.resolveVariable("banner", context).value).toBe("new");
  expect(resolver.resolveVariable("banner", undefined, context).value).toBe("new");
  expect(resolver.resolveAll(context).map(({ value }) => value)).toEqual(["new", 1]);
  expect(resolver.resolveQualifier("launched", context).value).toBe(true);
  expect(resolver.trace("banner", context).trace.rules).toHaveLength(1);
  expect(resolver.traceQualifier("launched", context).trace.qualifiers).toHaveLength(1);
  expect(resolver.resolveVariable("banner", {}, { fallback: "none" })).toMatchObject({
    value: "none",
    reason: "caller_fallback",
    error: { code: "context-invalid" },
  });
  const scope = resolver.scope(context);
  expect(scope.fingerprint).toBe("git:0123");
  expect(scope.resolveAll()).toEqual(resolver.resolveAll(context));
  expect(scope.resolveVariable("baner", { fallback: "none" }).value).toBe("none");
});

describe("the clock", () => {
  it("is asked at each question, and once for a scope", () => {
    let now = LAUNCH;
    const resolver = open({ now: () => now });
    const scope = resolver.scope({ seats: 1 });
    const banner = () => resolver.resolveVariable("banner", { seats: 1 }).value;
    expect(banner()).toBe("old");
    now += 1;
    expect(banner()).toBe("new");
    expect(scope.resolveVariable("banner").value).toBe("old");
  });

  it("gives way to a question's own instant, which is not undefined", () => {
    const resolver = open({ now: () => LAUNCH + 1 });
    const banner = (now: number | undefined) => resolver.resolveVariable("banner", { seats: 1 }, { now }).value;
    expect([banner(LAUNCH), banner(undefined)]).toEqual(["old", "new"]);
    expect(resolver.traceQualifier("launched", { seats: 1 }, { now: undefined }).resolution.value).toBe(true);
  });

  it("may give a Date, and is named when it gives no instant", () => {
    const banner = (instant: unknown) =>
      open({ now: () => instant as Instant }).resolveVariable("banner", { seats: 1 }, { fallback: "none" }).value;
    expect([banner(new Date(LAUNCH)), banner(new Date(LAUNCH + 1))]).toEqual(["old", "new"]);
    for (const none of [undefined, null, "2026-12-01", true, [LAUNCH]]) {
      expect(() => banner(none)).toThrow(TypeError);
      expect(() => banner(none)).toThrow("option now must be");
    }
    expect(() => banner(NaN)).toThrow(RangeError);
  });

  it("is left alone where nothing reads it", () => {
    const now = vi.fn(() => 0);
    const { workspace } = snapshot;
    const resolver = openSnapshot(
      { ...snapshot, workspace: { ...workspace, qualifiers: [] } },
      { schemaEngine: false, now },
    );
    expect(resolver.resolveVariable("limit", {}).value).toBe(1);
    expect(now).not.toHaveBeenCalled();
  });
});

describe("what cannot answer is refused when it is opened", () => {
  it("without an engine for its context schema", () => {
    for (const options of [undefined, {}, { schemaEngine: undefined } as unknown as OpenOptions]) {
      expect(() => openSnapshot(snapshot, options)).toThrow(TypeError);
      expect(() => openSnapshot(snapshot, options)).toThrow(/^schemaEngine is missing.*interpreterEngine/);
    }
    expect(openSnapshot(withoutSchema).resolveVariable("limit", {}).value).toBe(1);
  });

  it("with a context schema that the engine cannot use", () => {
    const unable: SchemaEngine = { compile: () => ({ ok: false, pointer: "/a", message: "is not for me" }) };
    const error = errorOf(() => open({ schemaEngine: unable }));
    expect(error.code).toBe("workspace-invalid");
    expect(error.message).toContain("/a is not for me");
  });

  it("unless contexts are not to be checked", () => {
    expect(open({ schemaEngine: false }).resolveVariable("limit", { seats: "many" }).value).toBe(1);
  });
});

test.each([
  [() => open({ schemaEngin: interpreterEngine } as OpenOptions), "unknown option schemaEngin"],
  [() => open({ schemaEngine: "ajv" as unknown as false }), "schemaEngine must be a schema engine or false"],
  [() => open({ now: 5 as unknown as () => number }), "now must be a function"],
  [() => open().resolveVariable("limit", {}, { environment: "prod" } as object), "unknown option environment"],
  [() => open().resolveVariable("limit", {}, { validateContext: "no" } as object), "validateContext must be true or"],
  [() => open().resolveVariable("limit", {}, null as unknown as object), "must be an object, not null"],
  [() => open().resolveQualifier("launched", {}, { fallback: true } as object), "unknown option fallback"],
  [() => open().traceQualifier("launched", {}, { fallback: true } as object), "unknown option fallback"],
  [() => open().scope({}, { instant: 5 } as object), "unknown option instant"],
  [() => open().resolveAll({}, { fallback: 1 } as object), "unknown option fallback"],
  [
    () =>
      open()
        .scope({ seats: 1 })
        .resolveVariable("limit", { now: 5 } as object as { fallback: 1 }),
    "unknown option now",
  ],
])("a wrong option is a TypeError that names it, whatever fallback there is: %#", (ask, message) => {
  expect(ask).toThrow(TypeError);
  expect(ask).toThrow(message);
});

test("a question about variables that names no environment is told so before what is wrong with its context", () => {
  const manifest = 'schema_version = 1\n[environments]\nvalues = ["dev"]\n';
  const workspace = compile({ ...files, "rototo-workspace.toml": manifest });
  const resolver = openSnapshot({ ...snapshot, workspace }, { schemaEngine: interpreterEngine });
  const asked = [
    () => resolver.resolveVariable("limit", {}),
    () => resolver.trace("limit", {}),
    () => resolver.trace("limit", undefined, {}),
    () => resolver.resolveAll({}),
    () => resolver.resolveAll(undefined, {}),
  ];
  expect(asked.map((ask) => errorOf(ask).code)).toEqual(asked.map(() => "environment-required"));
  expect(errorOf(() => resolver.trace("limit", "dev", {})).code).toBe("context-invalid");
  // Qualifiers may need none.
  expect(errorOf(() => resolver.scope({})).code).toBe("context-invalid");
});

test("an automaton that cannot run is refused before it meets a text", () => {
  const schema = '{"properties":{"plan":{"type":"string","pattern":"^[a-z]+$"}}}';
  const workspace = compile({ ...files, "schemas/context.schema.json": schema });
  const [pattern] = workspace.patterns ?? [];
  if (pattern === undefined) throw new Error("the pattern has no automaton");
  const openWith = (follow: readonly number[]) => {
    const patterns = [{ ...pattern, automaton: { ...pattern.automaton, follow } }];
    const forged = { ...snapshot, workspace: { ...workspace, patterns } };
    return openSnapshot(forged, { schemaEngine: interpreterEngine });
  };
  expect(openWith(pattern.automaton.follow).variableIds).toEqual(["banner", "limit"]);
  expect(errorOf(() => openWith([1e9]))).toMatchObject({
    code: "workspace-invalid",
    message: expect.stringContaining("comes with an automaton that cannot run") as string,
  });
});
