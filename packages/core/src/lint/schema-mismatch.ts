import { pointerKeys } from "../json/json-pointer.js";
import { placeInValue } from "../model/place-in-value.js";
import type { ValueModel } from "../model/workspace-model.js";
import type { SchemaCompilation } from "../schema/engines/schema-engine.js";
import type { Finding } from "./rule.js";

/** More violations than this of one value are counted, not listed. */
const LISTED_VIOLATIONS = 20;

/**
 * Where `value` breaks its schema, one finding for each violation, at the part of
 * the value that it concerns; beyond {@link LISTED_VIOLATIONS} one for the rest.
 * None for a value that could not be read, or a schema that is itself broken.
 * `name` is what messages call the value: `value standard`.
 */
export function* schemaMismatches(
  name: string,
  value: ValueModel,
  schema: SchemaCompilation | undefined,
): Generator<Finding> {
  if (schema?.ok !== true || value.broken !== undefined || schema.validator.matches(value.value)) return;
  const violations = schema.validator.violations(value.value);
  const isCut = violations.at(-1)?.keyword === "more";
  const told = isCut ? violations.slice(0, -1) : violations;
  for (const { pointer, message } of told.slice(0, LISTED_VIOLATIONS)) {
    const at = placeInValue(value.place, value.value, pointerKeys(pointer));
    yield { at, message: pointer === "" ? `${name} ${message}` : `${name} at ${pointer} ${message}` };
  }
  const others = told.length - LISTED_VIOLATIONS;
  if (others > 0) {
    const many = `${isCut ? "at least " : ""}${others} more ${others === 1 ? "way" : "ways"}`;
    yield { at: value.place, message: `${name} breaks its schema in ${many}` };
  }
}
