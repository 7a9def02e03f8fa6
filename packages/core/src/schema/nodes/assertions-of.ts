import { isJsonObject, ownValue, setOwnValue, type JsonValue } from "../../json/json-value.js";
import { keywordValue } from "../registry/in-place-schemas.js";
import type { SchemaPlace } from "../registry/schema-registry.js";
import { assertion, type Assertion } from "./assertion.js";
import type { KeywordTable } from "./keyword.js";
import type { AssertionData } from "./node-data.js";

/** The assertions of the schema at `place`, in the order of `keywords`. */
export function assertionsOf(place: SchemaPlace, keywords: KeywordTable): readonly Assertion[] {
  if (!isJsonObject(place.schema)) return [];
  const found: AssertionData[] = [];
  for (const keyword of Object.keys(keywords)) {
    const expected = limitOf(place, keyword);
    if (expected === undefined) continue;
    const maxLength = keyword === "pattern" ? (keywordValue(place, "maxLength") as number | undefined) : undefined;
    found.push({ keyword, expected, maxLength });
  }
  const dependent = listsIn(keywordValue(place, "dependencies"));
  if (Object.keys(dependent).length > 0) found.push({ keyword: "dependentRequired", expected: dependent });
  return found.map((data) => assertion(data, keywords));
}

/** Draft-04 says with a flag beside a limit that the limit itself is excluded. */
function limitOf(place: SchemaPlace, keyword: string): JsonValue | undefined {
  const expected = keywordValue(place, keyword);
  if (place.resource.draft > 4) return expected;
  const [excluding, including] = keyword.endsWith("aximum")
    ? ["exclusiveMaximum", "maximum"]
    : ["exclusiveMinimum", "minimum"];
  if (keyword === excluding) return expected === true ? keywordValue(place, including) : undefined;
  return keyword === including && keywordValue(place, excluding) === true ? undefined : expected;
}

/** The members that are lists of names: in `dependencies`, the others are schemas. */
function listsIn(dependent: JsonValue | undefined): { readonly [name: string]: readonly string[] } {
  const lists: { [name: string]: readonly string[] } = {};
  if (!isJsonObject(dependent)) return lists;
  for (const name of Object.keys(dependent)) {
    const names = ownValue(dependent, name);
    if (Array.isArray(names)) setOwnValue(lists, name, names as readonly string[]);
  }
  return lists;
}
