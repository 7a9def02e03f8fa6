import { isJsonObject } from "../../json/json-value.js";

/** True when `value` is of the JSON Schema type `type`; `1.0` is an integer, in every draft. */
export function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
