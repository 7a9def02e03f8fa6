import { kindOf, type JsonValue } from "../json/json-value.js";
import { isOfPrimitiveType, type PrimitiveType } from "../grammar/primitive-type.js";

/** Longer texts are cut in messages. */
const LONGEST_SHOWN = 40;

/**
 * Why `value` is not of the primitive `type`, as the rest of a sentence
 * (`must be an int, found string "ten"`); `undefined` when it is. `isWholeFloat`
 * tells that the file writes a float without a fraction (`3.0`), which is a
 * number but no int.
 */
export function primitiveMismatch(type: PrimitiveType, value: JsonValue, isWholeFloat: boolean): string | undefined {
  const isRight = isOfPrimitiveType(value, type) && !(type === "int" && isWholeFloat);
  if (isRight) return undefined;
  return `must be ${EXPECTED[type]}, found ${describe(value, isWholeFloat)}`;
}

const EXPECTED = {
  bool: "a bool",
  int: "an int",
  number: "a number",
  string: "a string",
  list: "a list",
} as const satisfies Record<PrimitiveType, string>;

function describe(value: JsonValue, isWholeFloat: boolean): string {
  if (typeof value === "object") return kindOf(value);
  if (typeof value === "number" && Number.isInteger(value))
    return isWholeFloat ? `float ${value.toFixed(1)}` : `int ${value}`;
  const text = JSON.stringify(value);
  return `${kindOf(value)} ${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}`;
}
