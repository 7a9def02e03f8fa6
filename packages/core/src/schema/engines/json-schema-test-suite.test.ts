import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json/json-value.js";
import { ajvEngine } from "../ajv/index.js";
import { interpreterEngine } from "../interpreter/index.js";
import type { SchemaEngine } from "./schema-engine.js";
import { checkedFirst } from "../testing/checked-first.js";
import { precompiledFromText } from "../testing/precompiled-from-text.js";
import { SUITE_SKIPS, type SuiteSkip } from "../testing/suite-skips.js";

const SUITE = fileURLToPath(new URL("../../../../../conformance/json-schema-test-suite/", import.meta.url));
const require = createRequire(import.meta.url);

const SCHEMA_OF_DRAFT: Readonly<Record<string, string>> = {
  draft4: "http://json-schema.org/draft-04/schema#",
  draft6: "http://json-schema.org/draft-06/schema#",
  draft7: "http://json-schema.org/draft-07/schema#",
  "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
  "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
};

interface SuiteGroup {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

interface SuiteCase {
  readonly file: string;
  readonly group: string;
  readonly test: string;
  readonly valid: boolean;
  readonly passes: boolean;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .sort();
}

/**
 * The documents that cases refer to, as a workspace would hold them: nothing is ever
 * fetched, so what the suite serves under a URL is a file with that URL as its `$id`.
 */
function surroundings(draft: string): [path: string, schema: JsonValue][] {
  const remotes = jsonFiles(`${SUITE}remotes`).flatMap((file) => {
    const [folder = ""] = file.split("/");
    const schema = readJson(`${SUITE}remotes/${file}`) as JsonObject;
    return served(
      `remotes/${file}`,
      `http://localhost:1234/${file}`,
      SCHEMA_OF_DRAFT[folder] ?? SCHEMA_OF_DRAFT[draft] ?? "",
      schema,
    );
  });
  const metaSchemas = ["2019-09", "2020-12"].flatMap((year) => {
    const folder = `ajv/dist/refs/json-schema-${year}`;
    const files = [
      "schema.json",
      ...jsonFiles(require.resolve(`${folder}/schema.json`).replace(/schema\.json$/, "meta")).map(
        (file) => `meta/${file}`,
      ),
    ];
    return files.map((file) => `${folder}/${file}`);
  });
  const older = [
    require.resolve("ajv-draft-04/dist/refs/json-schema-draft-04.json"),
    require.resolve("ajv/dist/refs/json-schema-draft-06.json"),
    require.resolve("ajv/dist/refs/json-schema-draft-07.json"),
  ];
  return [
    ...remotes,
    ...[...older, ...metaSchemas.map((file) => require.resolve(file))].map((file): [string, JsonValue] => [
      file.slice(file.lastIndexOf("ajv")),
      readJson(file) as JsonValue,
    ]),
  ];
}

function served(path: string, url: string, draft: string, schema: JsonObject): [path: string, schema: JsonValue][] {
  const keyword = draft.includes("draft-04") ? "id" : "$id";
  const own = schema[keyword];
  if (typeof own === "string" && own !== url) {
    return [
      [path, { $schema: draft, ...schema }],
      [`${path}.served`, { $schema: draft, [keyword]: url, allOf: [{ $ref: own }] }],
    ];
  }
  const alone = "$ref" in schema && draft.includes("draft-0");
  return [
    [path, alone ? { $schema: draft, [keyword]: url, allOf: [schema] } : { $schema: draft, [keyword]: url, ...schema }],
  ];
}

function runFile(
  engine: SchemaEngine,
  draft: string,
  file: string,
  around: readonly [string, JsonValue][],
): SuiteCase[] {
  const groups = readJson(`${SUITE}tests/${draft}/${file}`) as SuiteGroup[];
  return groups.flatMap(({ description, schema, tests }) => {
    const complete = isJsonObject(schema) ? { $schema: SCHEMA_OF_DRAFT[draft] ?? "", ...schema } : schema;
    const compilation = engine.compile("case.json", new Map([["case.json", complete], ...around]));
    return tests.map(({ description: name, data, valid }) => {
      const passes =
        compilation.ok &&
        compilation.validator.matches(data) === valid &&
        (compilation.validator.violations(data).length === 0) === valid;
      return { file, group: description, test: name, valid, passes };
    });
  });
}

function isSkipped(skip: SuiteSkip, draft: string, found: SuiteCase): boolean {
  return (
    skip.file === found.file &&
    (skip.drafts === undefined || skip.drafts.includes(draft)) &&
    (skip.valid === undefined || skip.valid === found.valid) &&
    names(skip.group, found.group) &&
    names(skip.test, found.test)
  );
}

function names(cases: string | RegExp | undefined, description: string): boolean {
  return typeof cases === "string" ? cases === description : (cases?.test(description) ?? true);
}

function name(draft: string, found: SuiteCase): string {
  return `${draft}/${found.file}: ${found.group}: ${found.test}`;
}

describe.each([
  ["ajv", ajvEngine],
  ["the interpreter", checkedFirst(interpreterEngine)],
  ["ajv ahead of time", precompiledFromText],
])("the JSON Schema Test Suite on %s", (_, engine) => {
  const used = new Set<SuiteSkip>();

  test.each(Object.keys(SCHEMA_OF_DRAFT))("%s", (draft) => {
    const around = surroundings(draft);
    const failed: string[] = [];
    const passedThoughSkipped: string[] = [];
    for (const file of jsonFiles(`${SUITE}tests/${draft}`)) {
      for (const found of runFile(engine, draft, file, around)) {
        const skip = SUITE_SKIPS.find((candidate) => isSkipped(candidate, draft, found));
        if (skip !== undefined) used.add(skip);
        if (skip === undefined && !found.passes) failed.push(name(draft, found));
        if (skip !== undefined && found.passes) passedThoughSkipped.push(name(draft, found));
      }
    }
    expect(failed).toEqual([]);
    expect(passedThoughSkipped).toEqual([]);
  });

  test("every entry of the skip list names a case", () => {
    expect(SUITE_SKIPS.filter((skip) => !used.has(skip))).toEqual([]);
  });
});
