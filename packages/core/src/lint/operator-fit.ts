import { canonicalJson } from "../json/canonical-json.js";
import { isJsonObject, type JsonArray, type JsonValue } from "../json/json-value.js";
import {
  isComparisonOperator,
  OPERATORS,
  type AttributeKind,
  type Comparison,
  type Operator,
} from "../operators/operators.js";
import type { AttributeDeclaration } from "../schema/questions/find-attribute.js";
import type { JsonType } from "../schema/questions/json-type.js";

/** What a context schema says of an attribute that it declares. */
export type Declaration = Extract<AttributeDeclaration, { readonly declared: true }>;

/** Why an attribute as declared can never make the predicate mean anything. */
export interface Misfit {
  /** What of the predicate does not fit: the operator, the value, or one member of a list of values. */
  readonly part: "op" | "value" | number;
  /** Continues a sentence about the attribute: `is declared as string, so …`. */
  readonly message: string;
  readonly suggestion?: string | undefined;
}

/** The types that an operator reads; `undefined` for all of them. */
const READABLE: Readonly<Record<AttributeKind, readonly JsonType[] | undefined>> = {
  any: undefined,
  number: ["integer", "number"],
  string: ["string"],
  "list or string": ["array", "string"],
  unit: ["string", "integer", "number", "boolean"],
};

/**
 * Where an operator and its value cannot fit an attribute as it is declared. Only
 * what is certain: a declaration that leaves one fitting kind open has no misfit.
 * `suggest` finds a near miss among declared values.
 */
export function* misfits(
  operator: Operator,
  value: JsonValue | undefined,
  declared: Declaration,
  suggest: (name: string, candidates: Iterable<string>) => string | undefined,
): Generator<Misfit> {
  const types = possibleTypes(declared);
  // Anything is possible, or nothing at all: neither is a mistake of the predicate.
  if (types === undefined || types.size === 0) return;
  const { reads } = OPERATORS[operator];
  const needed = READABLE[reads];
  if (needed !== undefined && !needed.some((type) => types.has(type))) {
    yield { part: "op", message: `is declared as ${inWords(types)}, which ${operator} cannot read` };
    return;
  }
  if (value === undefined) return;
  const values = declared.enumValues && new Set(declared.enumValues.map((possible) => canonicalJson(possible)));
  const names = declared.enumValues?.filter((possible) => typeof possible === "string") ?? [];
  for (const { part, value: compared } of comparedValues(operator, value)) {
    if (!types.has(typeOf(compared))) {
      yield { part, message: `is declared as ${inWords(types)}, so it never equals ${JSON.stringify(compared)}` };
    } else if (values !== undefined && !values.has(canonicalJson(compared))) {
      const message = `has declared values, and ${JSON.stringify(compared)} is none of them`;
      yield { part, message, suggestion: typeof compared === "string" ? suggest(compared, names) : undefined };
    }
  }
  if (reads === "list or string" && !types.has("array") && typeof value !== "string") {
    yield { part: "value", message: `is declared as ${inWords(types)}, which contains strings only` };
  }
}

/** The values that the operator compares with the attribute for equality. */
function comparedValues(operator: Operator, value: JsonValue): readonly { part: Misfit["part"]; value: JsonValue }[] {
  if (!isComparisonOperator(operator)) return [];
  const { value: kind, reads }: Comparison = OPERATORS[operator];
  if (kind === "any") return [{ part: "value", value }];
  if (kind !== "list" || reads !== "any" || !Array.isArray(value)) return [];
  return (value as JsonArray).map((member, index) => ({ part: index, value: member }));
}

function possibleTypes({ types, enumValues }: Declaration): ReadonlySet<JsonType> | undefined {
  if (enumValues === undefined) return types === "any" ? undefined : types;
  const ofValues = enumValues.map(typeOf);
  return new Set(types === "any" ? ofValues : ofValues.filter((type) => types.has(type)));
}

/** `string or number`; a number that may be whole is a number. */
function inWords(types: ReadonlySet<JsonType>): string {
  return [...types].filter((type) => type !== "integer" || !types.has("number")).join(" or ");
}

function typeOf(value: JsonValue): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isJsonObject(value)) return "object";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "string" ? "string" : "boolean";
}
