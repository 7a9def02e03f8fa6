import type { CompiledPredicate } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";
import type { QualifierResolution } from "./resolution.js";

/** What one scope, or one full call, evaluates against. */
export interface Evaluation {
  /** The caller's context as own plain data: nothing else can change it. */
  readonly context: JsonObject;
  readonly environment: string | undefined;
  /** The scope's instant in milliseconds since the epoch. */
  readonly now: number | undefined;
  /** The instant as RFC 3339 text, once someone has read it. */
  nowText: string | undefined;
  /** By qualifier index: `generation` is false, `generation + 1` is true, all else is not evaluated yet. */
  readonly memo: Uint8Array;
  /** Even, at least 2. Lets full calls share one memo without clearing it each time. */
  readonly generation: number;
  /** Qualifier references being evaluated on the call stack. */
  depth: number;
}

/** Reads an attribute; `undefined` when it is missing. */
export type AttributeReader = (evaluation: Evaluation) => JsonValue | undefined;

/** A predicate as closures. `test` uses `read`, so a trace built from both cannot disagree with the result. */
export interface LinkedPredicate {
  readonly source: CompiledPredicate;
  readonly read: AttributeReader;
  readonly test: Test;
  /** What `bucket` and `rollout` compute from the attribute; `undefined` where it has no text. */
  readonly measure?: (actual: JsonValue) => number | undefined;
  /** The qualifier that the attribute names. */
  readonly reference?: LinkedQualifier;
}

/** Evaluates one condition, or several as one. */
export type Test = (evaluation: Evaluation) => boolean;

/** A qualifier whose predicates are linked at first use. */
export class LinkedQualifier {
  /** All predicates together, once linked. */
  #test: Test | undefined;
  #predicates: readonly LinkedPredicate[] | undefined;
  #resolutions: readonly [QualifierResolution, QualifierResolution] | undefined;

  constructor(
    /** Its place in the workspace and in every memo. */
    readonly index: number,
    readonly id: string,
    /** True when one predicate is enough; it is also the result that decides then. */
    readonly any: boolean,
    readonly linkPredicates: (index: number) => readonly LinkedPredicate[],
  ) {}

  get test(): Test {
    return (this.#test ??= joinTests(
      this.predicates.map(({ test }) => test),
      this.any,
    ));
  }

  get predicates(): readonly LinkedPredicate[] {
    return (this.#predicates ??= this.linkPredicates(this.index));
  }

  /** The answer that says `value`, shared by all calls. */
  resolution(value: boolean): QualifierResolution {
    const { id } = this;
    this.#resolutions ??= [Object.freeze({ id, value: false }), Object.freeze({ id, value: true })];
    return this.#resolutions[value ? 1 : 0];
  }
}

/** In order, up to the test that decides. One and two are the common cases, worth a closure without a loop. */
function joinTests(tests: readonly Test[], any: boolean): Test {
  const [first, second] = tests;
  if (first !== undefined && tests.length === 1) return first;
  if (first !== undefined && second !== undefined && tests.length === 2) {
    return any
      ? (evaluation) => first(evaluation) || second(evaluation)
      : (evaluation) => first(evaluation) && second(evaluation);
  }
  return (evaluation) => {
    for (const test of tests) if (test(evaluation) === any) return any;
    return !any;
  };
}

/** References deeper than this leave the call stack for an explicit one. */
const DEEPEST_RECURSION = 100;

/** The qualifier's boolean, evaluated at most once per evaluation. */
export function evaluateQualifier(qualifier: LinkedQualifier, evaluation: Evaluation): boolean {
  const { memo, generation } = evaluation;
  const known = memo[qualifier.index];
  if (known === generation) return false;
  if (known === generation + 1) return true;
  return remember(qualifier, evaluation, qualifier.test(evaluation));
}

/** {@link evaluateQualifier} for a predicate's reference, safe for chains of any length. */
export function evaluateReference(qualifier: LinkedQualifier, evaluation: Evaluation): boolean {
  if (evaluation.depth >= DEEPEST_RECURSION) return evaluateOnOwnStack(qualifier, evaluation);
  evaluation.depth++;
  try {
    return evaluateQualifier(qualifier, evaluation);
  } finally {
    evaluation.depth--;
  }
}

/** Keeps the result for the rest of the evaluation. */
export function remember(qualifier: LinkedQualifier, evaluation: Evaluation, value: boolean): boolean {
  evaluation.memo[qualifier.index] = evaluation.generation + (value ? 1 : 0);
  return value;
}

/** The same answer in the same order; a reference is settled before the predicate that reads it is tested. */
function evaluateOnOwnStack(root: LinkedQualifier, evaluation: Evaluation): boolean {
  const stack = [{ qualifier: root, next: 0 }];
  for (let frame = stack[0]; frame !== undefined; frame = stack.at(-1)) {
    const { qualifier } = frame;
    const predicate = qualifier.predicates[frame.next];
    if (isKnown(qualifier, evaluation)) {
      stack.pop();
    } else if (predicate === undefined) {
      remember(qualifier, evaluation, !qualifier.any);
    } else if (predicate.reference !== undefined && !isKnown(predicate.reference, evaluation)) {
      // More frames than qualifiers: one of them waits for itself.
      if (stack.length > evaluation.memo.length) throw circular(stack.map((waiting) => waiting.qualifier.id));
      stack.push({ qualifier: predicate.reference, next: 0 });
    } else if (predicate.test(evaluation) === qualifier.any) {
      remember(qualifier, evaluation, qualifier.any);
    } else {
      frame.next++;
    }
  }
  return evaluateQualifier(root, evaluation);
}

function isKnown(qualifier: LinkedQualifier, evaluation: Evaluation): boolean {
  return ((evaluation.memo[qualifier.index] ?? 0) & ~1) === evaluation.generation;
}

function circular(waiting: readonly string[]): RototoError {
  const last = waiting.at(-1) ?? "";
  const cycle = waiting.slice(waiting.lastIndexOf(last, -2));
  return new RototoError("workspace-invalid", `qualifiers need each other in a circle: ${cycle.join(" -> ")}`, {
    details: { cycle },
  });
}
