import { keyOf } from "../../../documents/place.js";
import { variableType } from "../../../model/variable-type.js";
import { EXAMPLE_CATALOG } from "../../example-files.js";
import { defineRule } from "../../rule.js";

export const variableValuesDisallowed = defineRule({
  code: "variable-values-disallowed",
  entity: "variable",
  stage: "shape",
  severity: "error",
  title: "A variable of a catalog type has values of its own",
  help: "Move the values into the catalog's entries, or give the variable another type.",
  why: "Such a variable selects catalog entries, so its own values would never be used.",
  examples: {
    reported: {
      "variables/plan-limits.toml": `schema_version = 1
type = "catalog:limits"

[⟦values⟧.growth]
projects = 100

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
  *check(variable) {
    const { inlineValues, valuesDirectory, values, type } = variable;
    const declared = variableType(variable);
    if (declared?.kind !== "catalog") return;
    const beside = `beside type catalog:${declared.catalog}`;
    if (inlineValues.state === "present") yield { at: keyOf(inlineValues.place), message: `values stands ${beside}` };
    if (valuesDirectory === undefined) return;
    const file = [...values.values()].find(({ place }) => place.path !== variable.path);
    yield {
      at: type.place,
      message: `external values in ${valuesDirectory}/ stand ${beside}`,
      ...(file && { related: [{ message: "an external value", at: { path: file.place.path } }] }),
    };
  },
});
