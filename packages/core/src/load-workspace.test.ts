import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileWorkspace } from "./compile/compile-workspace.js";
import { createDocuments, type Documents } from "./documents/documents.js";
import { acceptUnlinted } from "./lint/accepted-model.js";
import { lintWorkspace } from "./lint/lint-workspace.js";
import { loadWorkspace } from "./load-workspace.js";
import { readWorkspace } from "./read-workspace.js";
import { RototoError } from "./resolve/index.js";
import { ajvEngine } from "./schema/ajv/index.js";
import {
  arbitraryContext,
  arbitraryWorkspace,
  writeWorkspace,
  type WorkspaceSketch,
} from "./testing/arbitrary-workspace.js";

const options = { schemaEngine: ajvEngine };
const NOW = Date.UTC(2026, 4, 29);

function compiled(documents: Documents) {
  return compileWorkspace(acceptUnlinted(readWorkspace(documents)));
}

function answers(documents: Documents, sketch: WorkspaceSketch, context: unknown) {
  const { resolver } = loadWorkspace(documents, options);
  if (resolver === undefined) throw new Error("the workspace has errors");
  const environments = sketch.environments.length === 0 ? [undefined] : sketch.environments;
  return environments.map((environment) => {
    const scope = resolver.scope(environment, context, { now: NOW });
    return { variables: scope.resolveVariables(), qualifiers: scope.resolveQualifiers() };
  });
}

describe("laws of the whole pipeline", () => {
  it("gives both spellings the same compiled workspace, whatever the file order", () => {
    fc.assert(
      fc.property(arbitraryWorkspace, (sketch) => {
        const tabled = writeWorkspace(sketch, "tabled");
        const reversed = Object.fromEntries(Object.entries(writeWorkspace(sketch, "flat")).reverse());
        const mixed = { ...tabled, "variables/v0.toml": writeWorkspace(sketch, "flat")["variables/v0.toml"] ?? "" };
        expect(compiled(createDocuments(reversed))).toEqual(compiled(createDocuments(tabled)));
        expect(compiled(createDocuments(mixed))).toEqual(compiled(createDocuments(tabled)));
      }),
    );
  });

  it("lints generated workspaces without errors and resolves them for every context", () => {
    fc.assert(
      fc.property(
        arbitraryWorkspace,
        fc.array(arbitraryContext, { minLength: 1, maxLength: 5 }),
        (sketch, contexts) => {
          const documents = createDocuments(writeWorkspace(sketch, "flat"));
          const report = lintWorkspace(readWorkspace(documents), options);
          expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
          for (const context of contexts) {
            const before = JSON.stringify(context);
            const first = answers(documents, sketch, context);
            expect(answers(documents, sketch, JSON.parse(before))).toEqual(first);
            expect(JSON.stringify(context)).toBe(before);
          }
        },
      ),
    );
  });
});

describe("loadWorkspace", () => {
  it("gives no resolver for a workspace with errors", () => {
    const { diagnostics, resolver } = loadWorkspace(createDocuments({}), options);
    expect(diagnostics.map(({ code }) => code)).toEqual(["rototo/workspace-manifest-missing"]);
    expect(resolver).toBeUndefined();
  });

  it("freezes what it returns", () => {
    const { resolver } = loadWorkspace(
      createDocuments({
        "rototo-workspace.toml": "schema_version = 1\n",
        "variables/list.toml":
          'schema_version = 1\ntype = "list"\n[values]\na = [{ b = [1] }]\n[resolve]\ndefault = "a"\n',
      }),
      options,
    );
    const resolution = resolver?.resolveVariable("list", undefined, {});
    expect(resolution).toEqual({ id: "list", valueKey: "a", value: [{ b: [1] }], reason: "default" });
    expect(Object.isFrozen(resolution) && Object.isFrozen((resolution?.value as { b: number[] }[])[0]?.b)).toBe(true);
  });

  it("says near misses", () => {
    const { resolver } = loadWorkspace(
      createDocuments({
        "rototo-workspace.toml": 'schema_version = 1\n[environments]\nvalues = ["prod"]\n',
        "variables/limit.toml": 'schema_version = 1\ntype = "int"\n[values]\na = 1\n[env._]\nvalue = "a"\n',
      }),
      options,
    );
    const code = (run: () => unknown): unknown => {
      try {
        return run();
      } catch (error) {
        return error instanceof RototoError ? [error.code, error.message] : error;
      }
    };
    expect(code(() => resolver?.resolveVariable("limti", "prod", {}))).toEqual([
      "variable-not-found",
      expect.stringContaining("limit"),
    ]);
    expect(code(() => resolver?.resolveVariable("limit", "prd", {}))).toEqual([
      "environment-unknown",
      expect.stringContaining("prod"),
    ]);
    expect(code(() => resolver?.resolveVariable("limit", undefined, {}))).toEqual([
      "environment-required",
      expect.stringContaining("prod"),
    ]);
  });
});

describe("an unlinted workspace", () => {
  it("leaves out what cannot be compiled and keeps the rest", () => {
    const workspace = compiled(
      createDocuments({
        "rototo-workspace.toml": "schema_version = 1\n",
        "variables/good.toml": 'schema_version = 1\ntype = "int"\n[values]\na = 1\n[resolve]\ndefault = "a"\n',
        "variables/broken.toml": "= = =",
        "variables/unclear.toml": 'schema_version = 1\ntype = "int"\n[values]\na = 1\n[resolve]\ndefault = "b"\n',
      }),
    );
    expect(workspace.variables.map(({ id }) => id)).toEqual(["good"]);
    expect(workspace.linted).toBe(false);
  });
});
