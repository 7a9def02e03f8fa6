import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RototoError } from "@rototo/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { CollectingSink, ControllableSource, type WorkspaceDefinition } from "../test-kit/index.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import { Workspace } from "./workspace.js";

const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url));
const enterprise = { account: { plan: "enterprise", seats: 250 } };
const small = { account: { plan: "free", seats: 3 } };

const tutorial = () => Workspace.load("llm-agent-config/config", { cwd: examples });
const inMemory = (definition: WorkspaceDefinition, options = {}) =>
  Workspace.load(new ControllableSource(definition), options);

async function errorOf(promise: Promise<unknown>): Promise<RototoError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RototoError)) expect.fail(`a RototoError, not ${String(error)}`);
  return error;
}

function thrown(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("a loaded workspace", () => {
  it("resolves a variable for an environment and a context, and says why", async () => {
    const workspace = await tutorial();
    expect(workspace.resolveVariable("llm-agent-config", "prod", enterprise)).toMatchObject({
      id: "llm-agent-config",
      environment: "prod",
      valueKey: "enterprise",
      reason: "matched_rule",
      value: { model: "gpt-5", max_output_tokens: 5000 },
    });
    expect(workspace.resolveVariable("llm-agent-config", "dev", enterprise)).toMatchObject({
      valueKey: "local",
      reason: "environment_default",
    });
    expect(workspace.resolveVariable("llm-agent-config", "stage", enterprise).reason).toBe("fallback_default");
  });

  it("takes the context in the place of the environment where there are no environments", async () => {
    const workspace = await Workspace.load("account-limits/config", { cwd: examples });
    const context = {
      account: { id: "acct_1", plan: "enterprise", members: 4000, tags: [] },
      client: { version: "4.1.9" },
    };
    const asked = workspace.resolveVariable("account-limits", undefined, context);
    expect(asked.valueKey).toBe("enterprise");
    expect(workspace.resolveVariable("account-limits", context)).toBe(asked);
    expect(workspace.trace("account-limits", context).resolution).toBe(asked);
    expect(workspace.resolveAll(context)).toEqual(workspace.resolveAll(undefined, context));
    expect(workspace.scope(context).resolveVariable("account-limits")).toBe(asked);
  });

  it("answers for qualifiers, for all variables, and with a trace", async () => {
    const workspace = await tutorial();
    expect(workspace.resolveQualifier("enterprise-accounts", enterprise)).toEqual({
      id: "enterprise-accounts",
      value: true,
    });
    expect(workspace.resolveAll("prod", small).map(({ id, valueKey }) => [id, valueKey])).toEqual([
      ["llm-agent-config", "standard"],
    ]);
    const { resolution, trace } = workspace.trace("llm-agent-config", "prod", small);
    expect(resolution.valueKey).toBe("standard");
    expect(trace.qualifiers[0]?.predicates[0]).toMatchObject({ attribute: "account.plan", actual: "free" });
    const explained = workspace.traceQualifier("enterprise-accounts", enterprise);
    expect(explained.resolution.value).toBe(true);
    expect(explained.trace.qualifiers).toHaveLength(1);
  });

  it("passes the environment on to a qualifier that reads it", async () => {
    const workspace = await inMemory({
      environments: ["dev", "prod"],
      qualifiers: { "in-prod": [{ attribute: "rototo.environment", op: "eq", value: "prod" }] },
    });
    const ask = (environment?: string) =>
      workspace.resolveQualifier("in-prod", {}, environment === undefined ? {} : { environment }).value;
    expect([ask("prod"), ask("dev")]).toEqual([true, false]);
    expect(() => ask()).toThrow(expect.objectContaining({ code: "environment-required" }) as Error);
    expect(workspace.traceQualifier("in-prod", {}, { environment: "prod" }).resolution.value).toBe(true);
  });

  it("says what it holds", async () => {
    const workspace = await tutorial();
    expect(workspace.inspect()).toEqual({
      workspace: join(examples, "llm-agent-config/config"),
      fingerprint: workspace.fingerprint,
      environments: ["dev", "stage", "prod"],
      contextSchema: "schemas/context.schema.json",
      qualifiers: [
        {
          id: "enterprise-accounts",
          uri: "qualifier://enterprise-accounts",
          path: "qualifiers/enterprise-accounts.toml",
        },
      ],
      variables: [
        { id: "llm-agent-config", uri: "variable://llm-agent-config", path: "variables/llm-agent-config.toml" },
      ],
      catalogs: [],
      diagnostics: [],
    });
    expect(workspace.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(workspace.source).toBe(join(examples, "llm-agent-config/config"));
  });

  it("throws coded errors for bad questions", async () => {
    const workspace = await tutorial();
    const code = (action: () => unknown) => (thrown(action) as RototoError).code;
    expect(code(() => workspace.resolveVariable("llm-agent-config", "prd", enterprise))).toBe("environment-unknown");
    expect(code(() => workspace.resolveVariable("llm-agent-config", enterprise))).toBe("environment-required");
    expect(code(() => workspace.resolveVariable("llm-agent", "prod", enterprise))).toBe("variable-not-found");
    expect(code(() => workspace.resolveQualifier("enterprise", enterprise))).toBe("qualifier-not-found");
    expect(code(() => workspace.scope("prod", { account: { plan: "free" } }))).toBe("context-invalid");
    expect(workspace.resolveVariable("llm-agent-config", "prod", {}, { validateContext: false }).valueKey).toBe(
      "standard",
    );
  });
});

describe("the caller's fallback", () => {
  it("is given instead of an error, with the error", async () => {
    const workspace = await tutorial();
    const fallback = { model: "built-in" };
    const resolution = workspace.resolveVariable("llm-agent-config", "prod", { account: {} }, { fallback });
    expect(resolution).toMatchObject({
      id: "llm-agent-config",
      environment: "prod",
      valueKey: undefined,
      reason: "caller_fallback",
    });
    expect(resolution.value).toBe(fallback);
    expect(resolution.reason === "caller_fallback" && resolution.error.code).toBe("context-invalid");
  });

  it("may be undefined, and stands back where there is an answer", async () => {
    const workspace = await tutorial();
    const missing = workspace.resolveVariable("no-such", "prod", enterprise, { fallback: undefined });
    expect(missing).toMatchObject({ value: undefined, reason: "caller_fallback" });
    const found = workspace.resolveVariable("llm-agent-config", "prod", enterprise, { fallback: null });
    expect(found.valueKey).toBe("enterprise");
    const scope = workspace.scope("prod", enterprise);
    expect(scope.resolveVariable("no-such", { fallback: 1 })).toMatchObject({ value: 1, reason: "caller_fallback" });
    expect(scope.resolveVariable("llm-agent-config", { fallback: 1 }).valueKey).toBe("enterprise");
  });
});

describe("a scope", () => {
  it("answers with one instant, the clock's or the caller's", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const workspace = await inMemory(
      {
        qualifiers: { started: [{ attribute: "rototo.now", op: "after", value: "2026-06-01T00:00:00Z" }] },
        variables: {
          banner: { values: { on: true, off: false }, default: "off", rules: [{ qualifier: "started", value: "on" }] },
        },
      },
      { now: () => now },
    );
    const before = workspace.scope({});
    now = Date.parse("2026-07-01T00:00:00Z");
    expect(before.resolveVariable("banner").value).toBe(false);
    expect(workspace.scope({}).resolveVariable("banner").value).toBe(true);
    expect(workspace.resolveVariable("banner", {}).value).toBe(true);
    expect(workspace.resolveVariable("banner", {}, { now: 0 }).value).toBe(false);
    expect(workspace.resolveQualifier("started", {}).value).toBe(true);
  });

  it("names its version and environment and does not see what the caller changes later", async () => {
    const workspace = await tutorial();
    const context = structuredClone(enterprise);
    const scope = workspace.scope("prod", context);
    context.account.plan = "free";
    expect(scope.resolveVariable("llm-agent-config").valueKey).toBe("enterprise");
    expect(scope.resolveQualifier("enterprise-accounts").value).toBe(true);
    expect(scope.resolveAll().map(({ valueKey }) => valueKey)).toEqual(["enterprise"]);
    expect(scope.trace("llm-agent-config").trace.branch).toBe("prod");
    expect([scope.fingerprint, scope.environment]).toEqual([workspace.fingerprint, "prod"]);
  });
});

describe("loading", () => {
  const broken: WorkspaceDefinition = { files: { "variables/x.toml": "schema_version = 1\n" } };

  it("refuses a workspace with errors, with every diagnostic", async () => {
    const error = await errorOf(inMemory(broken));
    expect(error.code).toBe("workspace-invalid");
    expect(error.message).toMatch(/^the workspace memory has errors: variables\/x\.toml:\d+:\d+: .+ and \d+ more/);
    const { diagnostics } = error.details as { diagnostics: { code: string }[] };
    expect(diagnostics.map(({ code }) => code)).toContain("rototo/variable-type-source");
  });

  it("takes it without lint, and lints it when asked", async () => {
    const workspace = await inMemory({ ...broken, variables: { fine: { value: 1 } } }, { lint: "skip" });
    expect(workspace.resolveVariable("fine", {}).value).toBe(1);
    expect((await workspace.lint()).some(({ severity }) => severity === "error")).toBe(true);
  });

  it("runs custom lint, unless told not to", async () => {
    const definition: WorkspaceDefinition = {
      files: {
        "variables/x.toml": `schema_version = 1\ntype = "int"\nvalues = { a = 7 }\nlint = { path = "../lint/x.lua" }\n[resolve]\ndefault = "a"\n`,
        "lint/x.lua": `function lint_value(value) return { { message = "seven is too many" } } end`,
      },
    };
    expect((await errorOf(inMemory(definition))).message).toContain("seven is too many");
    const workspace = await inMemory(definition, { customLint: false });
    expect(workspace.resolveVariable("x", {}).value).toBe(7);
  });

  it("keeps warnings", async () => {
    const workspace = await inMemory({ qualifiers: { idle: true } });
    expect((await workspace.lint()).map(({ code }) => code)).toContain("rototo/qualifier-unreferenced");
  });

  it("fails with a code for a source that is none or not there", async () => {
    expect((await errorOf(Workspace.load("http://example.com/x.tar.gz"))).code).toBe("source-invalid");
    expect((await errorOf(Workspace.load("no-such", { cwd: examples }))).code).toBe("workspace-not-found");
  });

  it("fails with a code for a source of the application's own that is none", async () => {
    const code = async (source: unknown) => (await errorOf(Workspace.load(source as WorkspaceSource))).code;
    expect(await code(undefined)).toBe("source-invalid");
    expect(await code({ name: "mine" })).toBe("source-invalid");
    expect(await code({ name: "mine", load: () => Promise.resolve(["x"]) })).toBe("source-unavailable");
    const boom = new Error("boom");
    const error = await errorOf(Workspace.load({ name: "mine", load: () => Promise.reject(boom) }));
    expect(error).toMatchObject({ code: "source-unavailable", cause: boom });
  });

  it("takes the files of a source of the application's own as an object, too", async () => {
    const documents = { "rototo-workspace.toml": "schema_version = 1\n" };
    const workspace = await Workspace.load({ name: "mine", load: () => Promise.resolve({ documents }) });
    expect(workspace.source).toBe("mine");
    expect(workspace.fingerprint).toMatch(/^sha256:/);
  });

  it("rejects with the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(
      Workspace.load("llm-agent-config/config", { cwd: examples, signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
    const source = new ControllableSource({});
    source.hang();
    const aborting = new AbortController();
    const loading = Workspace.load(source, { signal: aborting.signal });
    aborting.abort(reason);
    await expect(loading).rejects.toBe(reason);
  });

  it("is not touched by what the files say afterwards", async () => {
    const directory = realpathSync(mkdtempSync(join(tmpdir(), "rototo-sdk-")));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    writeFileSync(join(directory, "rototo-workspace.toml"), "schema_version = 1\n");
    const workspace = await Workspace.load(directory);
    writeFileSync(join(directory, "rototo-workspace.toml"), "schema_version = 2\n");
    expect(workspace.inspect().variables).toEqual([]);
  });
});

describe("records of evaluations", () => {
  it("tell of variables, qualifiers and fallbacks, and end with close", async () => {
    const sink = new CollectingSink();
    const records = { sinks: [sink] };
    const workspace = await Workspace.load("llm-agent-config/config", { cwd: examples, records });
    workspace.resolveVariable("llm-agent-config", "prod", enterprise);
    workspace.resolveQualifier("enterprise-accounts", small);
    workspace.scope("prod", small).resolveAll();
    workspace.resolveVariable("no-such", "prod", small, { fallback: 1 });
    await workspace.close();
    expect(
      sink.records.map(({ subject, result }) => [subject.kind, subject.id, result.value_key, result.reason]),
    ).toEqual([
      ["variable", "llm-agent-config", "enterprise", "matched_rule"],
      ["qualifier", "enterprise-accounts", undefined, "not_matched"],
      ["variable", "llm-agent-config", "standard", "environment_default"],
      ["variable", "no-such", undefined, "caller_fallback"],
    ]);
    expect(sink.records[0]).toMatchObject({
      workspace: { fingerprint: workspace.fingerprint, environment: "prod" },
      evaluation: { matched_rules: ["prod.enterprise-accounts"], matched_qualifiers: ["enterprise-accounts"] },
      context: { attributes: { "account.plan": "enterprise", "account.seats": 250 }, redacted: [] },
      sdk: { name: "rototo-typescript" },
    });
    workspace.resolveVariable("llm-agent-config", "prod", enterprise);
    expect(sink.records).toHaveLength(4);
    expect(workspace.recordStatistics()).toMatchObject([{ written: 4, dropped: 1, failed: 0, queued: 0 }]);
  });

  it("get their turn in a loop that flushes them", async () => {
    const sink = new CollectingSink();
    const workspace = await inMemory(
      { variables: { x: { value: 1 } } },
      { records: { sinks: [sink], queueLimit: 100 } },
    );
    for (let round = 1; round <= 1_000; round++) {
      workspace.resolveVariable("x", {});
      if (round % 100 === 0) await workspace.flushRecords();
    }
    expect(workspace.recordStatistics()).toMatchObject([{ written: 1_000, dropped: 0, queued: 0 }]);
  });
});
