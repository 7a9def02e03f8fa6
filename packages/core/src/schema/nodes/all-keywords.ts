import { SCHEMA_FORMATS } from "../formats/schema-format.js";
import type { PatternTable } from "./schema-pattern.js";
import * as own from "./keyword.js";
import type { KeywordTable } from "./keyword.js";

/** Every keyword that looks at a value alone, where `patterns` has the automata. */
export function allKeywords(patterns: PatternTable | undefined): KeywordTable {
  return {
    type: own.typeKeyword,
    const: own.constKeyword,
    enum: own.enumKeyword,
    multipleOf: own.multipleOfKeyword,
    maximum: own.maximumKeyword,
    exclusiveMaximum: own.exclusiveMaximumKeyword,
    minimum: own.minimumKeyword,
    exclusiveMinimum: own.exclusiveMinimumKeyword,
    maxLength: own.maxLengthKeyword,
    minLength: own.minLengthKeyword,
    maxItems: own.maxItemsKeyword,
    minItems: own.minItemsKeyword,
    uniqueItems: own.uniqueItemsKeyword,
    maxProperties: own.maxPropertiesKeyword,
    minProperties: own.minPropertiesKeyword,
    required: own.requiredKeyword,
    dependentRequired: own.dependentRequiredKeyword,
    format: own.formatKeyword(SCHEMA_FORMATS),
    pattern: own.patternKeyword(patterns),
  };
}
