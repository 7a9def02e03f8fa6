import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isJsonObject, loadWorkspace, RototoError, type JsonValue, type Resolver } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { interpreterEngine } from "@rototo/core/interpreter";
import { loadSource, parseSource } from "@rototo/sources";
import { describe, expect, it } from "vitest";

interface ConformanceCase {
  readonly variable?: string;
  readonly qualifier?: string;
  readonly environment?: string;
  readonly context: JsonValue;
  readonly now?: string;
  readonly value_key?: string;
  readonly value?: JsonValue;
  readonly reason?: string;
  readonly error?: string;
}

interface CaseFile {
  readonly workspace: string;
  readonly cases: readonly ConformanceCase[];
}

const root = fileURLToPath(new URL(".", import.meta.url));
const readCases = (file: string): CaseFile => JSON.parse(readFileSync(`${root}/cases/${file}`, "utf8")) as CaseFile;

for (const file of readdirSync(`${root}/cases`)) {
  const { workspace, cases } = readCases(file);
  for (const [engine, schemaEngine] of Object.entries({ ajv: ajvEngine, interpreter: interpreterEngine })) {
    describe(`${file} with ${engine}`, async () => {
      const { documents = new Map() } = await loadSource(parseSource(workspace, { cwd: root }));
      const { diagnostics, resolver } = loadWorkspace(documents, { schemaEngine });

      it("has a workspace that lints clean", () => {
        expect(diagnostics).toEqual([]);
      });

      for (const each of cases) {
        it(JSON.stringify(each), () => {
          if (resolver === undefined) throw new Error("no resolver");
          expect(answer(resolver, each)).toEqual(expected(each));
        });
      }
    });
  }
}

it("asks the same of both spellings", () => {
  expect(readCases("environments-flat.json").cases).toEqual(readCases("environments-tabled.json").cases);
});

function answer(resolver: Resolver, each: ConformanceCase): unknown {
  const { variable, qualifier, environment, context, now } = each;
  const options = now === undefined ? {} : { now: Date.parse(now) };
  try {
    if (qualifier !== undefined) {
      return {
        value: resolver.resolveQualifier(qualifier, context, { ...options, ...(environment && { environment }) }).value,
      };
    }
    const { valueKey, value, reason } = resolver.resolveVariable(variable ?? "", environment, context, options);
    return { value_key: valueKey, value, reason };
  } catch (error) {
    if (error instanceof RototoError) return { error: error.code };
    throw error;
  }
}

function expected(each: ConformanceCase): unknown {
  const fields = ["value_key", "value", "reason", "error"].filter((field) => field in each);
  return Object.fromEntries(fields.map((field) => [field, isJsonObject(each) ? each[field] : undefined]));
}
