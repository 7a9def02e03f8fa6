import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadWorkspace } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { interpreterEngine } from "@rototo/core/interpreter";
import { describe, expect, it } from "vitest";
import { answerCase, casesWithClock, expectedAnswer } from "./answer-case.js";
import { openFiles } from "./build-snapshots.js";
import { readSuites } from "./read-suites.js";

const suites = await readSuites();

for (const suite of suites) {
  const { name, documents, cases } = suite;
  for (const [engine, schemaEngine] of Object.entries({ ajv: ajvEngine, interpreter: interpreterEngine })) {
    describe(`${name} with ${engine}`, () => {
      it("has a workspace that lints clean", () => {
        expect(loadWorkspace(documents, { schemaEngine }).diagnostics).toEqual([]);
      });

      const withClock = openFiles(suite, { schemaEngine, now: () => Date.now() });
      it.each(casesWithClock(cases))("%j", (each) => {
        expect(answerCase(withClock, each).answer).toEqual(expectedAnswer(each));
      });

      const withoutClock = openFiles(suite, { schemaEngine });
      it.each(cases.filter(({ now }) => now !== undefined))("%j without a clock", (each) => {
        expect(answerCase(withoutClock, each).answer).toEqual(expectedAnswer(each));
      });
    });
  }
}

it("asks the same of both spellings", () => {
  const casesOf = (wanted: string) => suites.find(({ name }) => name === wanted)?.cases;
  expect(casesOf("environments-flat")).toEqual(casesOf("environments-tabled"));
});

describe("the workspace of the vectors", () => {
  const { documents, cases } = suites.find(({ name }) => name === "vectors")!;
  const { resolver } = loadWorkspace(documents, { schemaEngine: ajvEngine });

  it.each(["bucket", "rollout"] as const)("has for each of %s a qualifier that is true for its number alone", (op) => {
    const text = readFileSync(join(import.meta.dirname, "vectors", `${op}.json`), "utf8");
    const { vectors } = JSON.parse(text) as {
      vectors: { salt: string; attribute: unknown; bucket?: number; position?: number }[];
    };
    for (const [index, { salt, attribute, bucket, position }] of vectors.entries()) {
      const qualifier = `${op}-${index}`;
      const context = { unit: attribute };
      expect(cases).toContainEqual({ qualifier, context, value: true });
      const range = bucket === undefined ? rangeOf(position!, 0.001) : rangeOf(bucket, 1);
      expect(resolver!.scope(undefined, context).traceQualifier(qualifier).trace.qualifiers[0]?.predicates).toEqual([
        expect.objectContaining({
          op,
          expected: { salt, range },
          ...(bucket === undefined ? { position } : { bucket }),
        }),
      ]);
    }
  });
});

function rangeOf(from: number, width: number): unknown {
  return [from, expect.closeTo(from + width, 6)];
}
