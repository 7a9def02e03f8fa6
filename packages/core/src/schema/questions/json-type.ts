/** The types of JSON Schema. `number` includes `integer`. */
export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";
