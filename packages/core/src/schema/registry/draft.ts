import { isJsonObject, ownValue, type JsonValue } from "../../json/json-value.js";

/** A JSON Schema draft, by its number or year. They compare in order of age. */
export type Draft = 4 | 6 | 7 | 2019 | 2020;

/** The draft of a schema without `$schema`. */
export const DEFAULT_DRAFT: Draft = 2020;

const DRAFTS: ReadonlyMap<string, Draft> = new Map([
  ["json-schema.org/draft-04/schema", 4],
  ["json-schema.org/draft-06/schema", 6],
  ["json-schema.org/draft-07/schema", 7],
  ["json-schema.org/draft/2019-09/schema", 2019],
  ["json-schema.org/draft/2020-12/schema", 2020],
]);

/** What to write in `$schema`, for messages. */
export const SUPPORTED_DRAFTS = [...DRAFTS.keys()].map((address) => address.split("/").at(-2)).join(", ");

/**
 * The draft that `schema` names with `$schema`, {@link DEFAULT_DRAFT} when it names
 * none, or `undefined` when it names one that rototo does not know. `http` and
 * `https` spellings, with or without the empty fragment, are the same.
 */
export function draftOf(schema: JsonValue): Draft | undefined {
  if (!isJsonObject(schema)) return DEFAULT_DRAFT;
  const named = ownValue(schema, "$schema");
  if (named === undefined) return DEFAULT_DRAFT;
  if (typeof named !== "string") return undefined;
  return DRAFTS.get(named.replace(/^https?:\/\//, "").replace(/#$/, ""));
}
