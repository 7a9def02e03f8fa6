import { _, Name, type Ajv, type Code, type CodeKeywordDefinition, type KeywordCxt, type Options } from "ajv";
import type { PatternAutomaton } from "../../automaton/pattern-automaton.js";
import type { JsonArray, JsonValue } from "../../json/json-value.js";
import { keywordTest, patternTest } from "../nodes/assertion.js";
import { namePattern, type PatternTable } from "../schema-pattern.js";

type RegExpEngine = NonNullable<NonNullable<Options["code"]>["regExp"]>;
type ValueType = NonNullable<CodeKeywordDefinition["type"]>;

/** What generated code that is kept as text calls: whoever keeps it imports these. */
export const CALLED = {
  keywordTest: new Name("keywordTest"),
  patternTest: new Name("patternTest"),
  namePattern: new Name("namePattern"),
} as const;

/** Keywords of which Ajv has a meaning of its own, or needs a part of itself at run time. */
const OURS: Readonly<Record<string, ValueType>> = {
  const: ["null", "boolean", "number", "string", "array", "object"],
  enum: ["null", "boolean", "number", "string", "array", "object"],
  uniqueItems: "array",
  multipleOf: "number",
  minLength: "string",
  maxLength: "string",
  format: "string",
};

/** Makes `ajv` ask {@link keywordTest} and {@link patternTest} instead of deciding on its own. */
export function runKeywords(ajv: Ajv, patterns: PatternTable | undefined): void {
  for (const [keyword, type] of Object.entries(OURS)) {
    const own = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      type,
      code(context) {
        const expected = context.schema as JsonValue;
        if (isInline(keyword, expected)) own.code(context);
        else call(context, keywordTest(keyword, expected), _`${CALLED.keywordTest}(${keyword}, ${inCode(expected)})`);
      },
    });
  }
  ajv.removeKeyword("pattern");
  ajv.addKeyword({
    keyword: "pattern",
    type: "string",
    code(context) {
      const source = context.schema as string;
      const { maxLength } = context.parentSchema as { readonly maxLength?: number };
      const automaton = patterns?.get(source);
      const code = _`${CALLED.patternTest}(${source}, ${inCode(maxLength)}, ${inCode(automaton)})`;
      call(context, patternTest(source, maxLength, automaton), code);
    },
  });
}

/** Runs the names in `patternProperties` as {@link namePattern} says. */
export function nameEngine(patterns: PatternTable | undefined): RegExpEngine {
  const engine = (source: string) => ({
    test: namePattern(source, patterns?.get(source)),
    // Ajv tells patterns apart by their text.
    toString: () => source,
  });
  const built = JSON.stringify(JSON.stringify([...(patterns ?? [])]));
  const lookedUp = `new Map(JSON.parse(${built})).get(source)`;
  return Object.assign(engine, { code: `((source) => ({ test: ${CALLED.namePattern.str}(source, ${lookedUp}) }))` });
}

function call(context: KeywordCxt, test: (value: unknown) => boolean, code: Code): void {
  const called = context.gen.scopeValue("func", { ref: test, code });
  context.fail(_`!${called}(${context.data})`);
}

/** Scalars are compared inline, which is quicker. Ajv refuses an empty list. */
function isInline(keyword: string, expected: JsonValue): boolean {
  if (keyword === "const") return isScalar(expected);
  return keyword === "enum" && (expected as JsonArray).length > 0 && (expected as JsonArray).every(isScalar);
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}

function inCode(value: JsonValue | PatternAutomaton | undefined): Code {
  return value === undefined ? _`undefined` : _`JSON.parse(${JSON.stringify(value)})`;
}
