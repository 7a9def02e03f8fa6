import { _, type Ajv, type CodeKeywordDefinition } from "ajv";
import { canonicalJson } from "../../json/canonical-json.js";
import { jsonEqual } from "../../json/json-equality.js";
import type { JsonArray, JsonValue } from "../../json/json-value.js";

type Comparison = (expected: JsonValue, value: JsonValue) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  const: jsonEqual,
  enum: (listed, value) => (listed as JsonArray).some((member) => jsonEqual(member, value)),
  uniqueItems: (unique, items) =>
    unique !== true ||
    new Set((items as JsonArray).map((item) => canonicalJson(item))).size === (items as JsonArray).length,
};

/**
 * Makes `ajv` compare objects and lists as JSON. Its own comparison calls what it
 * takes for methods and tells objects apart by their prototype, so that
 * `{ "constructor": {} }` would not equal itself and `{ "valueOf": 1 }` would throw.
 * Scalars stay with Ajv, which compares them inline.
 */
export function compareAsJson(ajv: Ajv): void {
  for (const [keyword, holds] of Object.entries(COMPARISONS)) {
    const own = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      ...own,
      error: { message: `breaks ${keyword}` },
      code(context) {
        const expected = context.schema as JsonValue;
        const inline =
          keyword === "const" ? isScalar(expected) : keyword === "enum" && areScalars(expected as JsonArray);
        if (inline) {
          own.code(context);
          return;
        }
        const test = context.gen.scopeValue("func", { ref: (value: JsonValue) => holds(expected, value) });
        context.fail(_`!${test}(${context.data})`);
      },
    });
  }
}

/** False for an empty list, which Ajv refuses. */
function areScalars(listed: JsonArray): boolean {
  return listed.length > 0 && listed.every(isScalar);
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}
