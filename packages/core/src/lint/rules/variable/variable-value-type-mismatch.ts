import { isJsonObject } from "../../../json/json-value.js";
import { primitiveMismatch } from "../../../model/primitive-mismatch.js";
import { variableType } from "../../../model/variable-type.js";
import { defineRule } from "../../rule.js";

export const variableValueTypeMismatch = defineRule({
  code: "variable-value-type-mismatch",
  entity: "variable",
  stage: "value",
  severity: "error",
  title: "A value is not of the variable's type",
  help: "Write a value of the variable's type, or change the type.",
  why: "The application relies on the type: a string where it reads a number fails far away from its cause.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = ⟦"10"⟧

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
  *check(variable) {
    const type = variableType(variable);
    if (type?.kind !== "primitive") return;
    for (const { key, value, place, isWholeFloat, broken } of variable.values.values()) {
      const mismatch = broken === undefined ? primitiveMismatch(type.type, value, isWholeFloat) : undefined;
      if (mismatch === undefined) continue;
      const help = isJsonObject(value)
        ? place.path === variable.path
          ? HELP_WITH_TABLE
          : HELP_WITH_DOCUMENT
        : undefined;
      yield { at: place, message: `value ${key} ${mismatch}`, ...(help !== undefined && { help }) };
    }
  },
});

const HELP_WITH_TABLE = "A table is never a primitive value: give the variable a schema or a catalog instead.";

const HELP_WITH_DOCUMENT =
  "A file gives the content of `value` only when that is its only key at the top level, else the whole file. " +
  HELP_WITH_TABLE;
