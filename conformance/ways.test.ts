import { hash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SchemaEngine } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { interpreterEngine } from "@rototo/core/interpreter";
import { openSnapshot, type WorkspaceQueries, type WorkspaceResolver } from "@rototo/core/queries";
import { readSnapshot } from "@rototo/core/resolve";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../packages/edge/src/index.js";
import { Workspace } from "../packages/sdk/src/index.js";
import { answerCase, casesWithClock, expectedAnswer } from "./answer-case.js";
import { buildModule, buildSnapshot, openFiles } from "./build-snapshots.js";
import { readSuites, type ConformanceSuite } from "./read-suites.js";

/** The same cases as from files, in Node, by every way to resolve. */
const directory = mkdtempSync(join(tmpdir(), "rototo-conformance-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const ways: Readonly<Record<string, (suite: ConformanceSuite) => WorkspaceQueries | Promise<WorkspaceQueries>>> = {
  "a JSON snapshot with ajv": (suite) => fromJson(suite, ajvEngine),
  "a JSON snapshot with the interpreter": (suite) => fromJson(suite, interpreterEngine),
  "an ES module": fromModule,
  "the SDK and the files": ({ directory }) => Workspace.load(directory),
  "the SDK and a snapshot": (suite) => Workspace.load(writeSnapshotFile(suite)),
  "the client of the edge": fromClient,
};

function fromJson(suite: ConformanceSuite, schemaEngine: SchemaEngine): WorkspaceResolver {
  const unverified = readSnapshot(buildSnapshot(suite));
  const snapshot = unverified.verify(hash("sha256", unverified.content, "hex"));
  return openSnapshot(snapshot, { schemaEngine, now: () => Date.now() });
}

async function fromModule(suite: ConformanceSuite): Promise<WorkspaceResolver> {
  const path = join(directory, `${suite.name}.mjs`);
  writeFileSync(path, await buildModule(suite));
  return ((await import(pathToFileURL(path).href)) as { default: WorkspaceResolver }).default;
}

function writeSnapshotFile(suite: ConformanceSuite): string {
  const path = join(directory, `${suite.name}.snapshot.json`);
  writeFileSync(path, buildSnapshot(suite));
  return path;
}

function fromClient(suite: ConformanceSuite): Promise<WorkspaceResolver> {
  const fetch = () => Promise.resolve(new Response(buildSnapshot(suite)));
  return createClient("https://conformance.invalid/", { schemaEngine: interpreterEngine, fetch }).resolver();
}

describe.each(await readSuites())("$name", (suite) => {
  const cases = casesWithClock(suite.cases);

  describe.each(Object.entries(ways))("by %s", (_, open) => {
    let resolver: WorkspaceQueries;
    beforeAll(async () => {
      resolver = await open(suite);
    });

    it("answers every case", () => {
      for (const each of cases)
        expect(answerCase(resolver, each).answer, JSON.stringify(each)).toEqual(expectedAnswer(each));
    });

    it("says and explains the same as from files, errors word for word", () => {
      const fromFiles = openFiles(suite);
      for (const { environment, context } of cases)
        expect(everything(resolver, environment, context)).toEqual(everything(fromFiles, environment, context));
    });
  });
});

/** All answers for a context, traces included, or the error. */
function everything(resolver: WorkspaceQueries, environment: string | undefined, context: unknown): unknown {
  try {
    const scope = resolver.scope(environment, context as object, { now: Date.UTC(2026, 4, 29) });
    const hasVariables = environment !== undefined || resolver.environments === undefined;
    return {
      qualifiers: resolver.qualifierIds.map((id) => scope.traceQualifier(id)),
      variables: hasVariables ? resolver.variableIds.map((id) => scope.trace(id)) : [],
    };
  } catch (error) {
    return { ...(error as object), message: (error as Error).message };
  }
}
