import { _, Name, type Ajv, type Code, type CodeKeywordDefinition, type KeywordCxt, type Options } from "ajv";
import type { JsonArray, JsonValue } from "../../json/json-value.js";
import type { Keyword, KeywordTable } from "../nodes/keyword.js";
import { namePattern, type PatternTable } from "../nodes/schema-pattern.js";

type RegExpEngine = NonNullable<NonNullable<Options["code"]>["regExp"]>;
type ValueType = NonNullable<CodeKeywordDefinition["type"]>;

/** What generated code that is kept as text finds beside it: a {@link KeywordTable}, {@link namePattern}, a {@link PatternTable}. */
export const BESIDE = { keywords: "keywords", namePattern: "namePattern", patterns: "patterns" } as const;

/** Keywords of which Ajv has a meaning of its own, or needs a part of itself at run time. */
const OURS: Readonly<Record<string, ValueType>> = {
  const: ["null", "boolean", "number", "string", "array", "object"],
  enum: ["null", "boolean", "number", "string", "array", "object"],
  uniqueItems: "array",
  multipleOf: "number",
  minLength: "string",
  maxLength: "string",
  format: "string",
  pattern: "string",
};

/** How many values one is compared with in turn; more are looked up. */
const MOST_INLINE = 20;

/** Makes `ajv` ask `keywords` instead of deciding on its own. */
export function runKeywords(ajv: Ajv, keywords: KeywordTable): void {
  for (const [keyword, type] of Object.entries(OURS)) {
    const own = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      type,
      code(context) {
        const expected = context.schema as JsonValue;
        if (isInline(keyword, expected)) own.code(context);
        else call(context, keywords[keyword] as Keyword<JsonValue>, expected);
      },
    });
  }
}

/** Runs the names in `patternProperties` as {@link namePattern} says. */
export function nameEngine(patterns: PatternTable | undefined): RegExpEngine {
  const engine = (source: string) => ({
    test: namePattern(source, patterns?.get(source)),
    // Ajv tells patterns apart by their text.
    toString: () => source,
  });
  return Object.assign(engine, {
    code: `((source) => ({ test: ${BESIDE.namePattern}(source, ${BESIDE.patterns}.get(source)) }))`,
  });
}

function call(context: KeywordCxt, keyword: Keyword<JsonValue>, expected: JsonValue): void {
  const { maxLength } = context.parentSchema as { readonly maxLength?: number };
  const code = _`${new Name(BESIDE.keywords)}[${context.keyword}](${inCode(expected)}, ${inCode(maxLength)}).holds`;
  const called = context.gen.scopeValue("func", { ref: keyword(expected, maxLength).holds, code });
  context.fail(_`!${called}(${context.data})`);
}

/** A few scalars are compared inline, which is quicker. Ajv refuses an empty list. */
function isInline(keyword: string, expected: JsonValue): boolean {
  if (keyword === "const") return isScalar(expected);
  if (keyword !== "enum") return false;
  const members = expected as JsonArray;
  return members.length > 0 && members.length <= MOST_INLINE && members.every(isScalar);
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}

function inCode(value: JsonValue | undefined): Code {
  return value === undefined ? _`undefined` : _`JSON.parse(${JSON.stringify(value)})`;
}
