import { describe, expect, it } from "vitest";
import { createDocuments } from "../documents/documents.js";
import { readWorkspace } from "../read-workspace.js";
import { ajvEngine } from "../schema/ajv/index.js";
import type { SchemaEngine } from "../schema/engines/schema-engine.js";
import { lintFiles } from "../testing/lint-files.js";
import type { CustomFinding } from "./custom-finding.js";
import { lintWorkspace } from "./lint-workspace.js";

const VARIABLES = 3000;

/** An engine that counts what it is asked. */
function countingEngine(): { engine: SchemaEngine; counts: { compiled: number; matched: number } } {
  const counts = { compiled: 0, matched: 0 };
  const engine: SchemaEngine = {
    compile(path, resources) {
      counts.compiled += 1;
      const compilation = ajvEngine.compile(path, resources);
      if (!compilation.ok) return compilation;
      const { validator } = compilation;
      return {
        ok: true,
        validator: {
          matches(value) {
            counts.matched += 1;
            return validator.matches(value);
          },
          violations: (value) => validator.violations(value),
        },
      };
    },
  };
  return { engine, counts };
}

function manyVariables(variable: (number: number) => string): Record<string, string> {
  const files: Record<string, string> = {
    "rototo-workspace.toml": 'schema_version = 1\nenvironments.values = ["dev", "prod"]\n',
    "schemas/limit.json": '{ "type": "object", "required": ["projects"] }',
  };
  for (let number = 0; number < VARIABLES; number++) {
    files[`variables/limit-${number}.toml`] = variable(number);
    files[`qualifiers/segment-${number}.toml`] =
      'schema_version = 1\npredicate = [{ attribute = "rototo.environment", op = "eq", value = "prod" }]\n';
  }
  return files;
}

describe("linting a whole workspace", () => {
  it("looks at each schema and each value of many variables once", () => {
    const files = manyVariables(
      (number) => `schema_version = 1
schema = "../schemas/limit.json"
values.small = { projects = 1 }
values.large = { projects = 2 }
env._.value = "small"
env.prod = { value = "small", rule = [{ qualifier = "segment-${number}", value = "large" }] }
`,
    );
    const { engine, counts } = countingEngine();
    const report = lintWorkspace(readWorkspace(createDocuments(files)), { schemaEngine: engine });
    expect(report.diagnostics).toEqual([]);
    expect(report.accepted).toBeDefined();
    expect(counts).toEqual({ compiled: 1, matched: 2 * VARIABLES });
  });

  it("reports the same mistake in each of many variables", () => {
    const files = manyVariables(
      (number) => `schema_version = 1
type = "int"
values.small = "1"
resolve.default = "smal"
resolve.rule = [{ qualifier = "sgment-${number}", value = "small" }]
lint.path = "../lint/limit.lua"
`,
    );
    const customFindings = Array.from({ length: VARIABLES }, (_, number): CustomFinding => ({
      kind: "report",
      variable: `limit-${number}`,
      valueKey: "small",
      message: "too small",
      severity: "warning",
    }));
    const found = lintFiles({ ...files, "lint/limit.lua": "" }, { customFindings });
    const counts = new Map<string, number>();
    for (const { code } of found) counts.set(code, (counts.get(code) ?? 0) + 1);
    for (const code of [
      "variable-value-type-mismatch",
      "variable-unknown-value",
      "variable-rule-unknown-qualifier",
      "variable-custom-lint-failed",
    ]) {
      expect([code, counts.get(code)]).toEqual([code, VARIABLES]);
    }
  });

  it("reports several mistakes in several files in one run", () => {
    const found = lintFiles({
      "rototo-workspace.toml": 'schema_version = 2\nenvironments.values = ["dev"]\n',
      "catalogs/plans.toml": 'schema_version = 1\nschema = "../schemas/plans.json"\n',
      "catalogs/plans-entries/free.toml": 'seats = "3"\n',
      "qualifiers/launched.toml":
        'schema_version = 1\npredicate = [{ attribute = "rototo.now", op = "aftr", value = 1 }]\n',
      "schemas/plans.json": '{ "properties": { "seats": { "type": "integer" } } }',
      "schemas/other.json": "{ ",
      "tests/a.json": "[]",
      "tests/a.expected.json": "{}",
      "variables/broken.toml": "=",
      "variables/limit.toml": `schema_version = 3
type = "int"
values.a = "1"
values.b = 2.0
env.dev.value = "c"
env.prod = { value = "a", rule = [{ qualifier = "nobody", value = "b" }] }
`,
      "variables/limit-values/a.toml": "value = ",
      "variables/plan.toml": 'schema_version = 1\ntype = "catalog:plans"\nresolve.default = "fre"\n',
    });
    expect(found.map(({ code, path }) => `${path} ${code}`)).toEqual([
      "catalogs/plans-entries/free.toml catalog-entry-schema-mismatch",
      "qualifiers/launched.toml qualifier-predicate-unknown-op",
      "rototo-workspace.toml workspace-manifest-schema-failed",
      "schemas/other.json schema-parse-failed",
      "tests/a.expected.json test-fixture-invalid",
      "tests/a.json test-fixture-invalid",
      "variables/broken.toml variable-parse-failed",
      "variables/limit-values/a.toml value-parse-failed",
      "variables/limit.toml variable-schema-version",
      "variables/limit.toml variable-value-duplicate",
      "variables/limit.toml variable-value-type-mismatch",
      "variables/limit.toml variable-value-type-mismatch",
      "variables/limit.toml variable-env-missing-default",
      "variables/limit.toml variable-unknown-value",
      "variables/limit.toml variable-env-unknown",
      "variables/limit.toml variable-rule-unknown-qualifier",
      "variables/plan.toml variable-unknown-value",
    ]);
  });
});
