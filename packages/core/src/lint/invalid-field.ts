import type { Field, InvalidField } from "../model/field.js";
import type { Finding } from "./rule.js";

/** The finding that a field is of the wrong TOML type. */
export function invalidField(field: InvalidField): Finding {
  return { at: field.place, message: `${field.name} must be ${field.expected}, found ${field.found}` };
}

/** One finding for each of `fields` that is there, but of the wrong TOML type. */
export function invalidFields(fields: readonly Field<unknown>[]): readonly Finding[] {
  return fields.filter((field) => field.state === "invalid").map(invalidField);
}

/** The finding that a required field is missing from its table or of the wrong type; none when it is right. */
export function requiredField(field: Field<unknown>, name: string): readonly Finding[] {
  if (field.state === "missing") return [{ at: field.place, message: `${name} is missing` }];
  return field.state === "invalid" ? [invalidField(field)] : [];
}
