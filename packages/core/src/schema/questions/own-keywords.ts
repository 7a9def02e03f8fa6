import { jsonPointer } from "../../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonValue } from "../../json/json-value.js";
import { CATALOG_KEYWORD } from "./catalog-references.js";
import { REDACT_KEYWORD } from "./find-redaction.js";
import { placesOfFile } from "../checks/schema-references.js";
import type { SchemaResources } from "../engines/schema-engine.js";
import { SchemaRegistry } from "../registry/schema-registry.js";

const PREFIX = "x-rototo-";

/** What the values of the keywords are; the last is for forms, which rototo does not draw. */
const KINDS: ReadonlyMap<string, { readonly words: string; readonly fits: (value: JsonValue) => boolean }> = new Map([
  [CATALOG_KEYWORD, { words: "the id of a catalog, as text", fits: (value) => typeof value === "string" }],
  [REDACT_KEYWORD, { words: "true or false", fits: (value) => typeof value === "boolean" }],
  ["x-rototo-ui", { words: "anything", fits: () => true }],
]);

/** The keywords of rototo's own. */
export const OWN_KEYWORDS: readonly string[] = [...KINDS.keys()];

/** A keyword that looks like rototo's own and does nothing. */
export interface KeywordWithoutEffect {
  readonly keyword: string;
  /** RFC 6901 pointer to its value in the file. */
  readonly pointer: string;
  /** What its value has to be; `undefined` where there is no such keyword. */
  readonly expected: string | undefined;
}

/** The keywords with rototo's prefix, in the file at `path`, that rototo does not have or whose value is of another kind. */
export function* keywordsWithoutEffect(path: string, resources: SchemaResources): Iterable<KeywordWithoutEffect> {
  for (const { schema, pointer } of placesOfFile(path, SchemaRegistry.of(resources))) {
    if (!isJsonObject(schema)) continue;
    for (const keyword of Object.keys(schema).filter((name) => name.startsWith(PREFIX))) {
      const kind = KINDS.get(keyword);
      if (kind?.fits(ownValue(schema, keyword) as JsonValue) === true) continue;
      yield { keyword, pointer: pointer + jsonPointer([keyword]), expected: kind?.words };
    }
  }
}
