import {
  canonicalJson,
  type JsonValue,
  type PredicateTrace,
  type QualifierTrace,
  type Resolution,
  type ResolutionTrace,
} from "@rototo/core";
import type { Paint } from "./output.js";
import { printable, printableJson } from "./printable.js";

/** Longer values are cut: the whole context is at hand elsewhere. */
const LONGEST_VALUE = 60;

/** References nested deeper than this are told one below the other instead. */
const DEEPEST_NESTING = 6;

/** How a variable came to its answer, as an indented tree. */
export function resolutionTraceText({ reason, valueKey }: Resolution, trace: ResolutionTrace, paint: Paint): string[] {
  const tree = new TraceTree(trace.qualifiers, paint);
  const branch = trace.branch === "resolve" ? "[resolve]" : `[env.${trace.branch}]`;
  return [
    `  why: ${reason} in ${printable(branch)}`,
    ...trace.rules.flatMap(({ index, qualifier, valueKey: key, matched }) => [
      `  ${tree.mark(matched)} rule ${index + 1}: ${printable(qualifier)} -> ${printable(key)}`,
      ...tree.predicatesOf(qualifier, 2),
    ]),
    ...(reason === "matched_rule" ? [] : [`  ${tree.mark(true)} otherwise -> ${printable(valueKey)}`]),
    ...tree.rest(),
  ];
}

/** How a qualifier came to its answer; `qualifiers` has it first. */
export function qualifierTraceText(id: string, qualifiers: readonly QualifierTrace[], paint: Paint): string[] {
  const tree = new TraceTree(qualifiers, paint);
  return [...tree.predicatesOf(id, 1), ...tree.rest()];
}

/** Shows each qualifier once, below what asked for it first. */
class TraceTree {
  readonly #waiting: Map<string, QualifierTrace>;
  readonly #paint: Paint;

  constructor(qualifiers: readonly QualifierTrace[], paint: Paint) {
    this.#waiting = new Map(qualifiers.map((qualifier) => [qualifier.id, qualifier]));
    this.#paint = paint;
  }

  mark(result: boolean): string {
    return result ? this.#paint.green("✓") : this.#paint.red("✗");
  }

  predicatesOf(id: string, depth: number): string[] {
    const qualifier = this.#waiting.get(id);
    if (qualifier === undefined) return [];
    this.#waiting.delete(id);
    const margin = "  ".repeat(depth);
    return [
      ...(qualifier.match === "any" ? [`${margin}${this.#paint.dim("any of")}`] : []),
      ...qualifier.predicates.flatMap((predicate) => [
        margin + this.#predicate(predicate),
        ...(depth < DEEPEST_NESTING && predicate.attribute.startsWith("qualifier.")
          ? this.predicatesOf(predicate.attribute.slice("qualifier.".length), depth + 1)
          : []),
      ]),
    ];
  }

  /** The qualifiers that were nested too deeply to stand below what asked for them. */
  rest(): string[] {
    return [...this.#waiting.values()].flatMap(({ id, value }) => [
      `  ${this.mark(value)} qualifier ${printable(id)}`,
      ...this.predicatesOf(id, DEEPEST_NESTING),
    ]);
  }

  #predicate(predicate: PredicateTrace): string {
    const question = `${printable(predicate.attribute)} ${printable(predicate.op)}`;
    if ("evaluated" in predicate) return this.#paint.dim(`- ${question}: not evaluated`);
    const { expected, actual, bucket, position, result } = predicate;
    const measured =
      bucket !== undefined ? `, bucket ${bucket}` : position !== undefined ? `, position ${position}` : "";
    const was = actual === undefined ? "missing" : `was ${shortJson(actual)}`;
    return `${this.mark(result)} ${question} ${shortJson(expected)}: ${was}${measured}`;
  }
}

function shortJson(value: JsonValue): string {
  const json = canonicalJson(value);
  return json.length <= LONGEST_VALUE ? printableJson(json) : `${printableJson(json.slice(0, LONGEST_VALUE))}…`;
}
