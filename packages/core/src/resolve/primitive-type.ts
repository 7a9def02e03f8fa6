import type { PrimitiveType } from "../grammar/primitive-type.js";
import type { JsonValue } from "../json/json-value.js";

/** True when `value` is of a variable's primitive `type`. In JSON an `int` is a number without a fraction. */
export function isOfPrimitiveType(value: JsonValue, type: PrimitiveType): boolean {
  switch (type) {
    case "bool":
      return typeof value === "boolean";
    case "int":
      return Number.isSafeInteger(value);
    case "number":
    case "string":
      return typeof value === type;
    case "list":
      return Array.isArray(value);
  }
}
