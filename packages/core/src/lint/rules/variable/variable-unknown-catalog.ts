import { variableType } from "../../../model/variable-type.js";
import { EXAMPLE_CATALOG } from "../../example-files.js";
import { defineRule } from "../../rule.js";

export const variableUnknownCatalog = defineRule({
  code: "variable-unknown-catalog",
  entity: "variable",
  stage: "reference",
  severity: "error",
  title: "A variable takes its values from a catalog that does not exist",
  help: "Name a catalog by the stem of its file in catalogs/, or add that file.",
  why: "Without the catalog the variable has no value to select.",
  examples: {
    reported: {
      "variables/plan-limits.toml": `schema_version = 1
type = ⟦"catalog:limit"⟧

[resolve]
default = "growth"
`,
      ...EXAMPLE_CATALOG,
    },
    accepted: {
      "variables/plan-limits.toml": `schema_version = 1
type = "catalog:limits"

[resolve]
default = "growth"
`,
      ...EXAMPLE_CATALOG,
    },
  },
  *check(variable, context) {
    const { catalogs } = context.model;
    const type = variableType(variable);
    if (type?.kind !== "catalog" || catalogs.has(type.catalog)) return;
    const closest = context.suggest(type.catalog, catalogs.keys());
    yield {
      at: variable.type.place,
      message: type.catalog === "" ? "catalog: names no catalog" : `unknown catalog: ${type.catalog}`,
      suggestion: closest && `catalog:${closest}`,
    };
  },
});
