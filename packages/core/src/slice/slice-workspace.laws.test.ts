import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompiledVariable, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { lintWorkspace } from "../lint/lint-workspace.js";
import { readWorkspace } from "../read-workspace.js";
import { link } from "../resolve/link.js";
import { ajvEngine } from "../schema/ajv/index.js";
import { isSoundWorkspace } from "../snapshot/sound-workspace.js";
import { arbitraryContext, arbitraryWorkspace, writeWorkspace } from "../testing/arbitrary-workspace.js";
import { sliceWorkspace, type WorkspaceSlice } from "./slice-workspace.js";

const options = { schemaEngine: ajvEngine };
const SCHEMA = "schemas/context.schema.json";
const CONTEXT_FILES = {
  [SCHEMA]: JSON.stringify({
    properties: { a: { "x-rototo-redact": true }, b: {}, account: { "x-rototo-redact": true }, constructor: {} },
  }),
};

/** A workspace compiled from files, with a context schema that redacts, and every second variable of a catalog. */
const workspaces: fc.Arbitrary<CompiledWorkspace> = fc
  .tuple(arbitraryWorkspace, fc.boolean())
  .map(([sketch, hasContext]) => {
    const files = { ...writeWorkspace(sketch, "flat"), ...(hasContext && CONTEXT_FILES) };
    const model = readWorkspace(createDocuments(files));
    const { accepted, diagnostics } = lintWorkspace(model, options);
    if (accepted === undefined) throw new Error(JSON.stringify(diagnostics));
    const compiled = compileWorkspace(accepted);
    const fromCatalogs = compiled.variables.filter((_, index) => index % 2 === 1);
    const ofCatalog = (variable: CompiledVariable): CompiledVariable => ({
      ...variable,
      type: { kind: "catalog", catalog: `catalog-of-${variable.id}`, schema: "schemas/entry.json" },
      values: [],
    });
    return {
      ...compiled,
      catalogs: fromCatalogs.map(({ id, values }) => ({ id: `catalog-of-${id}`, entries: values })),
      variables: compiled.variables.map((each) => (fromCatalogs.includes(each) ? ofCatalog(each) : each)),
    };
  });

const slices: fc.Arbitrary<{ workspace: CompiledWorkspace; slice: WorkspaceSlice }> = workspaces.chain((workspace) =>
  fc.record({
    workspace: fc.constant(workspace),
    slice: fc.record({
      variables: fc.option(fc.subarray(workspace.variables.map(({ id }) => id)), { nil: undefined }),
      environment: fc.constantFrom(undefined, ...(workspace.environments ?? [])),
    }),
  }),
);

/** Everything that `workspace` answers of what `part` holds, in the environments that it has, traces included. */
function answers(workspace: CompiledWorkspace, part: CompiledWorkspace, context: unknown): unknown {
  const resolver = link(workspace, options);
  return (part.environments ?? [undefined]).map((environment) => {
    const scope = resolver.scope(environment, context, { now: Date.UTC(2026, 4, 29) });
    return {
      variables: part.variables.map(({ id }) => scope.traceVariable(id)),
      qualifiers: part.qualifiers.map(({ id }) => scope.traceQualifier(id)),
    };
  });
}

/** What lacks one of the members of a list. */
function withoutEach<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.map((_, index) => list.toSpliced(index, 1));
}

describe("laws of slices", () => {
  it("a slice changes no answer and no trace", () => {
    fc.assert(
      fc.property(
        slices,
        fc.array(arbitraryContext, { minLength: 1, maxLength: 4 }),
        ({ workspace, slice }, contexts) => {
          const part = sliceWorkspace(workspace, slice);
          for (const context of contexts)
            expect(answers(part, part, context)).toEqual(answers(workspace, part, context));
        },
      ),
    );
  });

  it("keeps the variables and the environment that were asked for, and no other", () => {
    fc.assert(
      fc.property(slices, ({ workspace, slice: { variables, environment } }) => {
        const part = sliceWorkspace(workspace, { variables, environment });
        expect(part.variables.map(({ id }) => id)).toEqual(variables ?? workspace.variables.map(({ id }) => id));
        expect(part.environments).toEqual(environment === undefined ? workspace.environments : [environment]);
      }),
    );
  });

  it("can be read as a snapshot, and holds nothing that could be left out", () => {
    fc.assert(
      fc.property(slices, ({ workspace, slice }) => {
        const part = sliceWorkspace(workspace, slice);
        expect(isSoundWorkspace(part)).toBe(true);
        const smaller: CompiledWorkspace[] = [
          ...withoutEach(part.catalogs).map((catalogs) => ({ ...part, catalogs })),
          ...part.catalogs.flatMap((catalog, index) =>
            withoutEach(catalog.entries).map((entries) => ({
              ...part,
              catalogs: part.catalogs.with(index, { ...catalog, entries }),
            })),
          ),
          ...part.variables.flatMap((variable, index) =>
            withoutEach(variable.values).map((values) => ({
              ...part,
              variables: part.variables.with(index, { ...variable, values }),
            })),
          ),
        ];
        if (slice.variables !== undefined)
          smaller.push(...withoutEach(part.qualifiers).map((qualifiers) => ({ ...part, qualifiers })));
        for (const each of smaller) expect(isSoundWorkspace(each)).toBe(false);
      }),
    );
  });

  it("does not name what it leaves out", () => {
    fc.assert(
      fc.property(slices, ({ workspace, slice }) => {
        const part = sliceWorkspace(workspace, slice);
        const text = JSON.stringify(part);
        for (const kind of ["variables", "qualifiers", "catalogs"] as const) {
          const kept = new Set(part[kind].map(({ id }) => id));
          for (const { id } of workspace[kind])
            if (!kept.has(id)) expect(text).not.toMatch(new RegExp(String.raw`(?<![\w-])${id}(?![\w-])`));
        }
        const read = part.qualifiers.flatMap(({ predicates }) => predicates.map(({ attribute }) => attribute));
        expect(read).toEqual(expect.arrayContaining([...(part.context?.redacted ?? [])]));
      }),
    );
  });

  it("slicing twice is slicing once", () => {
    fc.assert(
      fc.property(slices, ({ workspace, slice }) => {
        const part = sliceWorkspace(workspace, slice);
        expect(sliceWorkspace(part, slice)).toEqual(part);
      }),
    );
  });
});

describe("what is not there", () => {
  const files = {
    "rototo-workspace.toml": 'schema_version = 1\n[environments]\nvalues = ["dev", "prod"]\n',
    "variables/limit.toml": 'schema_version = 1\ntype = "int"\n[values]\na = 1\n[resolve]\ndefault = "a"\n',
  };
  const { accepted } = lintWorkspace(readWorkspace(createDocuments(files)), options);
  if (accepted === undefined) throw new Error("the workspace has errors");
  const workspace = compileWorkspace(accepted);

  it.each([
    [{ variables: ["limit", "limits"] }, "variable-not-found", "unknown variable `limits`; did you mean `limit`?"],
    [{ environment: "prd" }, "environment-unknown", "unknown environment `prd`; did you mean `prod`?"],
  ])("%j", (slice, code, message) => {
    expect(() => sliceWorkspace(workspace, slice)).toThrow(expect.objectContaining({ code, message }));
  });

  it("an environment, where there is none", () => {
    expect(() => sliceWorkspace({ ...workspace, environments: null }, { environment: "prod" })).toThrow(
      expect.objectContaining({ code: "environment-unknown" }),
    );
  });
});
