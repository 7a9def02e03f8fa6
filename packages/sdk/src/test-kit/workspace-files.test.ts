import { describe, expect, it } from "vitest";
import type { Documents } from "@rototo/core";
import { Workspace } from "../workspace/workspace.js";
import { ControllableSource } from "./controllable-source.js";
import { workspaceFiles, type WorkspaceDefinition } from "./workspace-files.js";

const load = (definition: WorkspaceDefinition) => Workspace.load(new ControllableSource(definition));

const plans: WorkspaceDefinition = {
  environments: ["dev", "prod"],
  contextSchema: {
    type: "object",
    required: ["account"],
    properties: { account: { type: "object", properties: { plan: { type: "string" } } } },
  },
  qualifiers: {
    enterprise: [{ attribute: "account.plan", op: "eq", value: "enterprise" }],
    half: [{ attribute: "account.plan", op: "rollout", salt: "s", percent: 50 }],
  },
  variables: {
    "max-seats": { value: 25 },
    model: {
      values: { small: { name: "small", stop: ["a", "b"] }, large: { name: "large", stop: [] } },
      default: "small",
      environments: { prod: { default: "small", rules: [{ qualifier: "enterprise", value: "large" }] } },
    },
  },
};

describe("a workspace defined for a test", () => {
  it("resolves like one from files", async () => {
    const workspace = await load(plans);
    const enterprise = { account: { plan: "enterprise" } };
    expect(workspace.resolveVariable("max-seats", "dev", enterprise).value).toBe(25);
    expect(workspace.resolveVariable("model", "prod", enterprise).value).toEqual({ name: "large", stop: [] });
    expect(workspace.resolveVariable("model", "dev", enterprise)).toMatchObject({
      valueKey: "small",
      reason: "fallback_default",
    });
    expect(() => workspace.resolveVariable("model", "prod", {})).toThrow(/must have the property "account"/);
  });

  it("needs no environments and no context schema", async () => {
    const workspace = await load({
      qualifiers: { on: true, off: false },
      variables: {
        banner: {
          values: { a: "A", b: "B", c: "C" },
          default: "a",
          rules: [
            { qualifier: "off", value: "b" },
            { qualifier: "on", value: "c" },
          ],
        },
      },
    });
    expect(workspace.resolveVariable("banner", { anything: 1 }).value).toBe("C");
    expect(workspace.resolveQualifier("off", {}).value).toBe(false);
  });

  it("takes further files as they are", async () => {
    const workspace = await load({
      files: {
        "variables/limit.toml": `schema_version = 1\ntype = "int"\nvalues = { low = 1 }\n[resolve]\ndefault = "low"\n`,
      },
    });
    expect(workspace.resolveVariable("limit", {}).value).toBe(1);
    expect([...workspaceFiles({ files: { "rototo-workspace.toml": "schema_version = 2" } }).entries()]).toContainEqual([
      "rototo-workspace.toml",
      "schema_version = 2",
    ]);
  });

  it("is refused with its mistakes like any other", async () => {
    const definition: WorkspaceDefinition = { variables: { model: { values: { a: 1 }, default: "b" } } };
    await expect(load(definition)).rejects.toMatchObject({ code: "workspace-invalid" });
  });
});

describe("a controllable source", () => {
  it("fails and recovers, hangs and goes on, and counts", async () => {
    const source = new ControllableSource(plans, "plans");
    const { signal } = new AbortController();
    source.fail("source-denied");
    await expect(source.load(signal)).rejects.toMatchObject({ code: "source-denied" });
    source.recover();
    const release = source.hang();
    const loading = source.load(signal);
    const aborted = source.load(AbortSignal.abort(new Error("enough")));
    await expect(aborted).rejects.toThrow("enough");
    release();
    expect([...((await loading).documents as Documents).keys()]).toContain("rototo-workspace.toml");
    expect([source.loads, source.name]).toEqual([2, "plans"]);
  });
});
