import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { compileWorkspace, createDocuments, lintWorkspace, readWorkspace } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { openSnapshot, type WorkspaceResolver } from "@rototo/core/queries";
import { loadSource, parseSource } from "@rototo/sources";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  arbitraryContext,
  arbitraryWorkspace,
  writeWorkspace,
} from "../../../../core/src/testing/arbitrary-workspace.js";
import { runNode } from "../../testing/run-node.js";
import { temporaryWorkspace, tutorial } from "../../testing/temporary-workspace.js";
import type { BuildInput } from "../compile-linted.js";
import { jsonType } from "./json-type.js";
import { writeModule } from "./write-module.js";

const CONTEXT_SCHEMA = {
  "schemas/context.schema.json": JSON.stringify({
    properties: {
      a: { not: { const: null }, maxLength: 4 },
      b: {},
      constructor: {},
      account: { required: ["plan"], properties: { plan: { maxLength: 3 }, seats: { minimum: 1 } } },
    },
  }),
};

function inputOf(files: Readonly<Record<string, string>>): BuildInput {
  const { accepted, diagnostics } = lintWorkspace(readWorkspace(createDocuments(files)), { schemaEngine: ajvEngine });
  if (accepted === undefined) throw new Error(JSON.stringify(diagnostics));
  return { name: "config", source: "./config", fingerprint: "git:0123", compiled: compileWorkspace(accepted) };
}

test("a module answers, explains and refuses as its workspace does", async () => {
  const directory = temporaryWorkspace({});
  let modules = 0;
  await fc.assert(
    fc.asyncProperty(
      arbitraryWorkspace.map((sketch) => writeWorkspace(sketch, "flat")),
      fc.boolean(),
      fc.array(arbitraryContext, { minLength: 1, maxLength: 5 }),
      async (files, hasContext, contexts) => {
        const input = inputOf(hasContext ? { ...files, ...CONTEXT_SCHEMA } : files);
        const path = join(directory, `${modules++}.mjs`);
        writeFileSync(path, (await writeModule(input, "sha256:0")).text);
        const fromModule = ((await import(pathToFileURL(path).href)) as { default: WorkspaceResolver }).default;
        const fromFiles = openSnapshot({ ...input, workspace: input.compiled }, { schemaEngine: ajvEngine });
        for (const context of contexts) expect(answers(fromModule, context)).toEqual(answers(fromFiles, context));
      },
    ),
    { numRuns: 30 },
  );
});

function answers(resolver: WorkspaceResolver, context: object): unknown {
  return (resolver.environments ?? [undefined]).map((environment) => {
    try {
      const scope = resolver.scope(environment, context, { now: Date.UTC(2026, 4, 29) });
      return {
        variables: resolver.variableIds.map((id) => scope.trace(id)),
        qualifiers: resolver.qualifierIds.map((id) => scope.traceQualifier(id)),
      };
    } catch (error) {
      return { ...(error as object), message: (error as Error).message };
    }
  });
}

test("the module of the tutorial, with its validator, is at most 13.2 kB compressed", async () => {
  const { documents = new Map(), fingerprint } = await loadSource(parseSource(tutorial, { cwd: "/" }));
  const files = Object.fromEntries(
    [...documents].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  const { text } = await writeModule({ ...inputOf(files), fingerprint }, fingerprint);
  expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(13_200);
});

const TYPED = {
  "rototo-workspace.toml": `schema_version = 1\n[environments]\nvalues = ["dev", "prod"]\n`,
  "qualifiers/always.toml": `schema_version = 1\n[[predicate]]\nattribute = "rototo.environment"\nop = "exists"\nvalue = true\n`,
  "schemas/limits.schema.json": "true",
  "catalogs/plans.toml": `schema_version = 1\nschema = "../schemas/limits.schema.json"\n`,
  "catalogs/plans-entries/small.toml": `seats = 1\n`,
  "catalogs/plans-entries/large.toml": `seats = 2\nnote = "x"\n"odd key" = [1, "a", { x = true }]\n`,
  "variables/plan.toml": `schema_version = 1\ntype = "catalog:plans"\n[resolve]\ndefault = "small"\n[[resolve.rule]]\nqualifier = "always"\nvalue = "large"\n`,
  "variables/max-seats.toml": `schema_version = 1\ntype = "int"\n[values]\na = 1\n[resolve]\ndefault = "a"\n`,
  "variables/tags.toml": `schema_version = 1\ntype = "list"\n[values]\na = ["x"]\nb = []\n[resolve]\ndefault = "a"\n[[resolve.rule]]\nqualifier = "always"\nvalue = "b"\n`,
};

const USAGE = `
import resolver, { contentHash, fingerprint, source, type Declaration } from "./x.mjs";
import type { WorkspaceResolver } from "CORE";

const texts: string[] = [source, fingerprint, contentHash];
// One function takes it as it takes the workspaces of the SDK and of the edge.
const shared: WorkspaceResolver = resolver;
declare const elsewhere: WorkspaceResolver<Declaration>;
const sameSeats: number = elsewhere.resolveVariable("plan", "prod", {}).value.seats;
const scope = resolver.scope("prod", {});
const seats: number = resolver.resolveVariable("plan", "prod", {}).value.seats;
const note: string | undefined = scope.resolveVariable("plan").value.note;
const odd: number | string | { readonly x: boolean } | undefined = scope.trace("plan").resolution.value["odd key"]?.[0];
const maximum: number = resolver.resolveVariable("max-seats", "dev", {}, { now: undefined }).value;
const instant: number = resolver.resolveVariable("max-seats", "dev", {}, { now: new Date() }).value;
const all: readonly unknown[] = resolver.resolveAll("dev", {});
const safe: number | string = resolver.resolveVariable("max-seats", "dev", {}, { fallback: "none" }).value;
const tags: readonly string[] = resolver.resolveVariable("tags", "dev", {}).value;
const answer: boolean = resolver.resolveQualifier("always", {}, { environment: "dev" }).value;
// @ts-expect-error -- the workspace has environments
resolver.resolveVariable("max-seats", {});
// @ts-expect-error -- no such variable
resolver.resolveVariable("max-seat", "prod", {});
// @ts-expect-error -- no such environment
resolver.resolveVariable("max-seats", "prd", {});
// @ts-expect-error -- no such qualifier
scope.resolveQualifier("never");
// @ts-expect-error -- frozen
resolver.resolveVariable("plan", "prod", {}).value.seats = 3;
export { texts, shared, sameSeats, seats, note, odd, maximum, instant, all, safe, tags, answer };
`;

test("the types beside a module are those of its answers", { timeout: 60_000 }, async () => {
  const root = fileURLToPath(new URL("../../../../../", import.meta.url));
  const directory = temporaryWorkspace({});
  mkdirSync(join(directory, "src"));
  const { declarations, text } = await writeModule(inputOf(TYPED), "sha256:0");
  writeFileSync(join(directory, "src/x.mjs"), text);
  writeFileSync(join(directory, "src/x.d.mts"), declarations);
  writeFileSync(
    join(directory, "src/usage.mts"),
    USAGE.replace("CORE", join(root, "packages/core/src/queries/index.js")),
  );
  const base = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8")) as { compilerOptions: object };
  // With the declarations of libraries checked, of which this is one.
  const compilerOptions = { ...base.compilerOptions, skipLibCheck: false };
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  const compiled = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", directory]);
  expect(compiled.stdout).toBe("");
  expect(compiled.status).toBe(0);
});

test.each([
  [[1, 2.5], "number"],
  [["a", null, true], "string | null | boolean"],
  [[[], ["a"]], "readonly (string)[]"],
  [[[]], "readonly (JsonValue)[]"],
  [[{}], "{ readonly [key: string]: JsonValue }"],
  [
    [{ a: 1, b: { c: "x" } }, { a: "y" }],
    `{ readonly "a": number | string; readonly "b"?: { readonly "c": string; }; }`,
  ],
])("the type of %j", (values, type) => {
  expect(jsonType(values)).toBe(type);
});
