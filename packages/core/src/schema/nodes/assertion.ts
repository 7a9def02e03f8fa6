import type { JsonValue } from "../../json/json-value.js";
import type { Keyword, KeywordTable, KeywordTest } from "./keyword.js";
import type { AssertionData } from "./node-data.js";

/** A keyword that looks at a value alone, ready to do so. */
export interface Assertion extends AssertionData, KeywordTest {}

/** Makes `data` run, with one of `keywords`. */
export function assertion(data: AssertionData, keywords: KeywordTable): Assertion {
  const { keyword, expected, maxLength } = data;
  return { ...data, ...(keywords[keyword] as Keyword<JsonValue>)(expected, maxLength) };
}
