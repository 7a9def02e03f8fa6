import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import { compileWorkspace } from "../compile/compile-workspace.js";
import { createDocuments } from "../documents/documents.js";
import { COMPARISON_OPERATORS } from "../operators/testing/comparison-operators.js";
import { isJsonObject, type JsonValue } from "../json/json-value.js";
import { lintWorkspace } from "../lint/lint-workspace.js";
import { readWorkspace } from "../read-workspace.js";
import { link } from "../resolve/link.js";
import { ajvEngine } from "../schema/ajv/index.js";
import { arbitraryContext, arbitraryWorkspace, writeWorkspace } from "../testing/arbitrary-workspace.js";
import { prepareSnapshot } from "./prepare-snapshot.js";
import { readSnapshot, type Snapshot } from "./read-snapshot.js";

const options = { schemaEngine: ajvEngine };
const NOW = Date.UTC(2026, 4, 29);

/** JSON with the keys that objects treat in a way of their own. */
const oddJson: fc.Arbitrary<JsonValue> = fc.letrec<{ any: JsonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, 0, -0, 1e21, 5e-324, 0.1, 2 ** 53, "", "\u2028\ud800", '","workspace":{'),
    fc.array(tie("any"), { maxLength: 3 }),
    fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom("__proto__", "constructor", "toJSON", "10", "9", "-1", "01", "b", "a", ""),
          tie("any"),
        ),
        { maxLength: 5, selector: ([key]) => key },
      )
      .map((entries) => Object.fromEntries(entries)),
  ),
})).any;

/** A workspace compiled from files, with a context schema, a catalog, and odd values in the place of its own. */
const workspaces: fc.Arbitrary<CompiledWorkspace> = fc
  .tuple(arbitraryWorkspace, fc.array(oddJson, { minLength: 1, maxLength: 8 }), fc.boolean())
  .map(([sketch, values, hasContext]) => {
    let next = 0;
    const odd = ({ key }: { key: string }) => ({ key, value: values[next++ % values.length] ?? null });
    const compiled = compile(writeWorkspace(sketch, "flat"));
    const variables = compiled.variables.map((variable) => ({ ...variable, values: variable.values.map(odd) }));
    const [first, ...others] = variables;
    if (first === undefined) return compiled;
    return {
      ...compiled,
      context: hasContext ? { schema: "schemas/c.json", redacted: ["account.plan"] } : null,
      schemas: [{ path: "schemas/c.json", schema: { properties: { a: { "x-odd": values } } } }],
      catalogs: [{ id: "constructor", entries: first.values }],
      variables: [
        { ...first, type: { kind: "catalog", catalog: "constructor", schema: "schemas/v.json" }, values: [] },
        ...others,
      ],
    };
  });

function compile(files: Readonly<Record<string, string>>): CompiledWorkspace {
  const { accepted } = lintWorkspace(readWorkspace(createDocuments(files)), options);
  if (accepted === undefined) throw new Error("the workspace has errors");
  return compileWorkspace(accepted);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function write(workspace: CompiledWorkspace): string {
  const prepared = prepareSnapshot({ source: "./config", fingerprint: "git:0123", workspace });
  return prepared.write(sha256(prepared.content));
}

function read(text: string): Snapshot {
  const unverified = readSnapshot(text);
  return unverified.verify(sha256(unverified.content));
}

/** Everything that a workspace answers in a context, traces included. */
function answers(workspace: CompiledWorkspace, context: unknown): unknown {
  const resolver = link(workspace, options);
  const environments = workspace.environments ?? [undefined];
  return environments.map((environment) => {
    const scope = resolver.scope(environment, context, { now: NOW });
    return {
      variables: resolver.variableIds.map((id) => scope.traceVariable(id)),
      qualifiers: resolver.qualifierIds.map((id) => scope.traceQualifier(id)),
    };
  });
}

describe("laws of snapshots", () => {
  it("text, read, content and text again are the same, whatever keys there are", () => {
    fc.assert(
      fc.property(workspaces, (workspace) => {
        const text = write(workspace);
        expect(readSnapshot(text).content).toBe(JSON.stringify(workspace));
        expect(write(read(text).workspace)).toBe(text);
      }),
    );
  });

  it("resolving from one equals resolving from its workspace, traces included", () => {
    fc.assert(
      fc.property(workspaces, fc.array(arbitraryContext, { minLength: 1, maxLength: 5 }), (workspace, contexts) => {
        const snapshot = read(write(workspace)).workspace;
        for (const context of contexts)
          expect(JSON.stringify(answers(snapshot, context))).toBe(JSON.stringify(answers(workspace, context)));
      }),
    );
  });

  it("one workspace has one text, whatever the order of its files and their spelling", () => {
    fc.assert(
      fc.property(arbitraryWorkspace, (sketch) => {
        const backwards = Object.fromEntries(Object.entries(writeWorkspace(sketch, "tabled")).reverse());
        expect(write(compile(backwards))).toBe(write(compile(writeWorkspace(sketch, "flat"))));
      }),
    );
  });
});

describe("the published schema", () => {
  const url = new URL("../../../../docs/reference/snapshot.schema.json", import.meta.url);
  const schema = JSON.parse(readFileSync(url, "utf8")) as JsonValue;

  it("accepts every snapshot, and declares all that is in one", () => {
    const lenient = new Ajv2020({ allErrors: true }).compile(schema as object);
    const strict = new Ajv2020({ allErrors: true }).compile(closed(schema) as object);
    fc.assert(
      fc.property(workspaces, (workspace) => {
        for (const validate of [lenient, strict]) {
          validate(JSON.parse(write(workspace)));
          expect(validate.errors).toBeNull();
        }
      }),
    );
  });

  it("lists every operator", () => {
    expect(schema).toMatchObject({ $defs: { comparison: { properties: { op: { enum: COMPARISON_OPERATORS } } } } });
  });

  it("accepts what a newer minor adds, and no newer major", () => {
    const validate = new Ajv2020().compile(schema as object);
    const snapshot = JSON.parse(write(compile({ "rototo-workspace.toml": "schema_version = 1\n" }))) as object;
    expect(validate({ ...snapshot, format_version: "1.27", signature: "s" })).toBe(true);
    expect(validate({ ...snapshot, format_version: "2.0" })).toBe(false);
    expect(validate({ ...snapshot, content_hash: "sha256:" })).toBe(false);
  });

  /** The schema without the room for newer members. */
  function closed(part: JsonValue): JsonValue {
    if (Array.isArray(part)) return part.map(closed);
    if (!isJsonObject(part)) return part;
    const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
    return "properties" in part ? { ...inner, additionalProperties: false } : inner;
  }
});
