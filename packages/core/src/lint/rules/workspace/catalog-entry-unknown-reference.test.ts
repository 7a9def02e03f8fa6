import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const SCHEMA = JSON.stringify({
  properties: {
    plan: { $ref: "#/$defs/plan" },
    plans: { type: "array", items: { $ref: "#/$defs/plan" } },
    other: { type: "string", "x-rototo-catalog": "nothing" },
  },
  $defs: { plan: { type: "string", "x-rototo-catalog": "plans" } },
});

const CATALOG = {
  "catalogs/plans.toml": 'schema_version = 1\nschema = "../schemas/x.json"\n',
  "schemas/x.json": SCHEMA,
};

const lint = (files: Record<string, string>) =>
  lintFiles({ ...CATALOG, ...files }).map(({ code, path, line, character, message }) => [
    code,
    path,
    line,
    character,
    message,
  ]);

const code = "catalog-entry-unknown-reference";

describe("catalog-entry-unknown-reference", () => {
  it("looks into the values of variables, inline and external", () => {
    const found = lint({
      "catalogs/plans-entries/free.toml": "",
      "variables/x.toml":
        'schema_version = 1\nschema = "../schemas/x.json"\nresolve.default = "a"\nvalues.a = { plans = ["free", "gone"] }\n',
      "variables/x-values/b.toml": '[value]\nplan = "constructor"\n',
    }).filter(([found]) => found === code);
    expect(found).toEqual([
      [
        code,
        "variables/x-values/b.toml",
        1,
        7,
        "value b at /plan references unknown entry of catalog plans: constructor",
      ],
      [code, "variables/x.toml", 3, 30, "value a at /plans/1 references unknown entry of catalog plans: gone"],
    ]);
  });

  it("takes an entry that cannot be read for one that exists", () => {
    const found = lint({
      "catalogs/plans-entries/free.toml": "=",
      "catalogs/plans-entries/pro.toml": 'plan = "free"\n',
    });
    expect(found.map(([code]) => code)).toEqual(["catalog-entry-parse-failed"]);
  });

  it("reports a catalog that does not exist once, however many values concern it", () => {
    const found = lint({
      "catalogs/plans-entries/a.toml": 'other = "x"\n',
      "catalogs/plans-entries/b.toml": 'other = "y"\n',
    });
    expect(found).toEqual([
      [code, "catalogs/plans-entries/a.toml", 0, 8, "entry a at /other names an entry of an unknown catalog: nothing"],
    ]);
  });

  it("leaves what is no string, and a schema that cannot be used, to other rules", () => {
    const wrong = { "catalogs/plans-entries/a.toml": "plan = 3\n" };
    expect(lint(wrong).map(([code]) => code)).toEqual(["catalog-entry-schema-mismatch"]);
    expect(lint({ ...wrong, "schemas/x.json": SCHEMA.replace('"array"', '"arr"') }).map(([code]) => code)).toEqual([
      "schema-invalid",
    ]);
  });
});
