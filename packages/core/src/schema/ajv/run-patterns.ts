import { _, Name, type Ajv, type CodeKeywordDefinition, type KeywordCxt, type Options } from "ajv";
import type { JsonValue } from "../../json/json-value.js";
import { namePattern, patternWithin, type PatternTable } from "../schema-pattern.js";

type RegExpEngine = NonNullable<NonNullable<Options["code"]>["regExp"]>;

/** What generated code that is kept as text calls: whoever keeps it imports these. */
export const PATTERN_WITHIN = new Name("patternWithin");
export const NAME_PATTERN = new Name("namePattern");

/** Makes the keyword `pattern` of `ajv` run as {@link patternWithin} says. */
export function runPatterns(ajv: Ajv, patterns: PatternTable | undefined): void {
  ajv.removeKeyword("pattern");
  ajv.addKeyword({
    keyword: "pattern",
    type: "string",
    schemaType: "string",
    error: { message: "breaks pattern", params: ({ params }) => _`{answer: ${params["answer"]}}` },
    code(context: KeywordCxt) {
      const { gen, data } = context;
      const source = context.schema as string;
      const maxLength = (context.parentSchema as Readonly<Record<string, unknown>>)["maxLength"] as number | undefined;
      const automaton = patterns?.get(source);
      const run = gen.scopeValue("pattern", {
        ref: patternWithin(maxLength, source, automaton),
        code: _`${PATTERN_WITHIN}(${maxLength ?? _`undefined`}, ${source}, ${inCode(automaton)})`,
      });
      const answer = gen.const("answer", _`${run}(${data})`);
      context.setParams({ answer });
      context.fail(_`${answer} !== "match"`);
    },
  } satisfies CodeKeywordDefinition);
}

/** Runs the names in `patternProperties` as {@link namePattern} says. */
export function nameEngine(patterns: PatternTable | undefined): RegExpEngine {
  const engine = (source: string) => {
    const test = namePattern(source, patterns?.get(source));
    // Ajv tells patterns apart by their text.
    return { test, toString: () => source };
  };
  const built = JSON.stringify(Object.fromEntries(patterns ?? []));
  return Object.assign(engine, {
    code: `((source) => ({ test: ${NAME_PATTERN.str}(source, new Map(Object.entries(${built})).get(source)) }))`,
  });
}

function inCode(automaton: JsonValue | undefined) {
  return automaton === undefined ? _`undefined` : _`JSON.parse(${JSON.stringify(automaton)})`;
}
