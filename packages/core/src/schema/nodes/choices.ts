import type { JsonArray, JsonValue } from "../../json/json-value.js";
import type { Applicator } from "./schema-node.js";
import { ValueSet } from "./value-set.js";

const known = new WeakMap<Applicator, ValueSet | undefined>();

/**
 * The values that `applicator` leaves to choose from, where its alternatives are nothing but
 * `const` and `enum`, so that it holds for exactly these; `undefined` for any other.
 */
export function choicesOf(applicator: Applicator): ValueSet | undefined {
  if (!known.has(applicator)) known.set(applicator, findChoices(applicator));
  return known.get(applicator);
}

function findChoices(applicator: Applicator): ValueSet | undefined {
  if (applicator.kind !== "any" && applicator.kind !== "one") return undefined;
  const values: JsonValue[] = [];
  for (const { assertions, applicators } of applicator.nodes) {
    const [only, ...others] = assertions;
    if (only === undefined || others.length > 0 || applicators.length > 0) return undefined;
    if (only.keyword === "const") values.push(only.expected);
    else if (only.keyword === "enum") for (const value of only.expected as JsonArray) values.push(value);
    else return undefined;
  }
  const choices = new ValueSet(values);
  // For a value under two alternatives, oneOf does not hold.
  return applicator.kind === "any" || choices.size === values.length ? choices : undefined;
}
