import { _, Name, type Ajv, type CodeKeywordDefinition } from "ajv";
import type { JsonArray, JsonValue } from "../../json/json-value.js";
import { jsonComparison, type ComparedKeyword } from "../json-comparison.js";

const COMPARED: readonly ComparedKeyword[] = ["const", "enum", "uniqueItems"];

/** What generated code that is kept as text calls {@link jsonComparison}: whoever keeps it imports that. */
export const JSON_COMPARISON = new Name("jsonComparison");

/**
 * Makes `ajv` compare objects and lists as JSON. Its own comparison calls what it
 * takes for methods and tells objects apart by their prototype, so that
 * `{ "constructor": {} }` would not equal itself and `{ "valueOf": 1 }` would throw.
 * Scalars stay with Ajv, which compares them inline.
 */
export function compareAsJson(ajv: Ajv): void {
  for (const keyword of COMPARED) {
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
        const test = context.gen.scopeValue("func", {
          ref: jsonComparison(keyword, expected),
          code: _`${JSON_COMPARISON}(${keyword}, JSON.parse(${JSON.stringify(expected)}))`,
        });
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
