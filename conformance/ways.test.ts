import { hash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadWorkspace } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { interpreterEngine } from "@rototo/core/interpreter";
import { link, readSnapshot, type Resolver, type SchemaEngine } from "@rototo/core/resolve";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerCase, expectedAnswer } from "./answer-case.js";
import { buildModule, buildSnapshot } from "./build-snapshots.js";
import { readSuites, type ConformanceSuite } from "./read-suites.js";

/** The same cases as from files, in Node, from what `rototo build` makes of the workspaces. */
const directory = mkdtempSync(join(tmpdir(), "rototo-conformance-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const forms: Readonly<Record<string, (suite: ConformanceSuite) => Resolver | Promise<Resolver>>> = {
  "a JSON snapshot with ajv": (suite) => fromJson(suite, ajvEngine),
  "a JSON snapshot with the interpreter": (suite) => fromJson(suite, interpreterEngine),
  "an ES module": fromModule,
};

function fromJson(suite: ConformanceSuite, schemaEngine: SchemaEngine): Resolver {
  const unverified = readSnapshot(buildSnapshot(suite));
  return link(unverified.verify(hash("sha256", unverified.content, "hex")).workspace, { schemaEngine });
}

async function fromModule(suite: ConformanceSuite): Promise<Resolver> {
  const path = join(directory, `${suite.name}.mjs`);
  writeFileSync(path, await buildModule(suite));
  return ((await import(pathToFileURL(path).href)) as { default: Resolver }).default;
}

describe.each(await readSuites())("$name", (suite) => {
  const { documents, cases } = suite;

  describe.each(Object.entries(forms))("from %s", (_, open) => {
    let resolver: Resolver;
    beforeAll(async () => {
      resolver = await open(suite);
    });

    it("answers every case", () => {
      for (const each of cases)
        expect(answerCase(resolver, each).answer, JSON.stringify(each)).toEqual(expectedAnswer(each));
    });

    it("says and explains the same as from files, errors word for word", () => {
      const fromFiles = loadWorkspace(documents, { schemaEngine: ajvEngine }).resolver as Resolver;
      for (const { environment, context } of cases)
        expect(everything(resolver, environment, context)).toEqual(everything(fromFiles, environment, context));
    });
  });
});

/** All answers for a context, traces included, or the error. */
function everything(resolver: Resolver, environment: string | undefined, context: unknown): unknown {
  try {
    const scope = resolver.scope(environment, context, { now: Date.UTC(2026, 4, 29) });
    const hasVariables = environment !== undefined || resolver.environments === undefined;
    return {
      qualifiers: resolver.qualifierIds.map((id) => scope.traceQualifier(id)),
      variables: hasVariables ? resolver.variableIds.map((id) => scope.traceVariable(id)) : [],
    };
  } catch (error) {
    return { ...(error as object), message: (error as Error).message };
  }
}
