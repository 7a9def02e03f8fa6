import type { JsonValue } from "../json/json-value.js";

/** The types that a variable can have without a schema. */
export const PRIMITIVE_TYPES = ["bool", "int", "number", "string", "list"] as const;

/** The types that a variable can have without a schema. */
export type PrimitiveType = (typeof PRIMITIVE_TYPES)[number];

/** True when `value` is of the primitive `type`. In JSON an `int` is a number without a fraction. */
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
