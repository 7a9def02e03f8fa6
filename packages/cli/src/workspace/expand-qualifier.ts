import { valueOf, type JsonObject, type JsonValue, type PredicateModel, type QualifierModel } from "@rototo/core";

/** A qualifier as one JSON document, in the flat spelling, whatever its file uses. What is missing is left out. */
export function expandQualifier({ description, match, predicates }: QualifierModel): JsonObject {
  const text = valueOf(description);
  return {
    ...(text !== undefined && { description: text }),
    match: valueOf(match) ?? "all",
    predicate: predicates.map(expandPredicate),
  };
}

function expandPredicate({ attribute, op, value, salt, range, percent }: PredicateModel): JsonObject {
  const fields = Object.entries({ attribute, op, value, salt, range, percent }).flatMap(
    ([name, field]): [string, JsonValue][] => {
      const content = valueOf<JsonValue>(field);
      return content === undefined ? [] : [[name, content]];
    },
  );
  return Object.fromEntries(fields);
}
