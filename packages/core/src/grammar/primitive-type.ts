/** The types that a variable can have without a schema. */
export const PRIMITIVE_TYPES = ["bool", "int", "number", "string", "list"] as const;

export type PrimitiveType = (typeof PRIMITIVE_TYPES)[number];
