import { variableType } from "../../../model/variable-type.js";
import { PRIMITIVE_TYPES } from "../../../grammar/primitive-type.js";
import { closestName } from "../../../suggest/closest-name.js";
import { prefixedNames } from "../../prefixed-names.js";
import { defineRule } from "../../rule.js";

/** What other languages call these types; the original once called a catalog a resource. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["boolean", "bool"],
  ["integer", "int"],
  ["float", "number"],
  ["double", "number"],
  ["text", "string"],
  ["array", "list"],
]);

export const variableUnknownType = defineRule({
  code: "variable-unknown-type",
  entity: "variable",
  stage: "reference",
  severity: "error",
  title: "A variable has a type that does not exist",
  help: `Use one of ${PRIMITIVE_TYPES.join(", ")} or catalog:<catalog-id>; for another structure give a schema instead.`,
  why: "Values of a type that nobody knows cannot be checked before they reach the application.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = ⟦"integer"⟧

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 10

[resolve]
default = "standard"
`,
    },
  },
  *check(variable, context) {
    const { type, schema } = variable;
    if (type.state !== "present" || schema.state !== "missing" || variableType(variable) !== undefined) return;
    const [, resource] = /^resource:(.+)$/.exec(type.value) ?? [];
    const suggestion =
      (resource === undefined ? undefined : `catalog:${resource}`) ??
      OTHER_NAMES.get(type.value.toLowerCase()) ??
      closestName(type.value, PRIMITIVE_TYPES) ??
      context.suggest(type.value, prefixedNames("catalog:", context.model.catalogs.keys()));
    yield { at: type.place, message: `unknown type: ${type.value}`, suggestion };
  },
});
