import type { CompiledPredicate, CompiledQualifier } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import type { JsonObject } from "../json/json-value.js";
import type { Actual } from "../operators/operators.js";
import type { QualifierResolution } from "./resolution.js";

/** What one scope, or one full call, evaluates against. */
export interface Evaluation {
  /** The caller's context as own plain data: nothing else can change it. */
  readonly context: JsonObject;
  readonly environment: string | undefined;
  /** The scope's instant in milliseconds since 1970; as RFC 3339 text, once someone has read it. */
  now: number | string | undefined;
  /**
   * By qualifier index: `generation` is false, `generation + 1` is true, all else is not evaluated yet. Without one, only
   * what refers to no other qualifier can be evaluated.
   */
  memo: Uint8Array | undefined;
  /** Even, at least 2. Lets full calls share one memo without clearing it each time. */
  readonly generation: number;
}

/** Reads an attribute; `undefined` when it is missing. */
export type AttributeReader = (evaluation: Evaluation) => Actual;

/**
 * A predicate, specialised: true when what it reads `holds` against its bound. A linked
 * list, as flat as it can be, for all qualifiers of a large workspace pass through here
 * and each object on the way is a cache miss.
 */
export interface LinkedPredicate {
  readonly source: CompiledPredicate;
  readonly qualifier: LinkedQualifier;
  /** The qualifier that the attribute names; to be settled before `read`. */
  readonly reference: LinkedQualifier | undefined;
  readonly read: AttributeReader;
  readonly holds: (actual: Actual, bound: never) => boolean;
  readonly bound: never;
  /** What an operator of bucketing computes from the attribute; NaN where that is no unit. */
  readonly measure: ((actual: Actual) => number) | undefined;
  readonly next: LinkedPredicate | undefined;
}

export interface LinkedQualifier {
  readonly source: CompiledQualifier;
  /** Its place in the workspace and in every memo. */
  readonly index: number;
  /** True when one predicate is enough; it is also the result that decides then. */
  readonly any: boolean;
  /** Makes the first predicate. */
  readonly link: (qualifier: LinkedQualifier) => LinkedPredicate | undefined;
  /** Once linked. */
  first: LinkedPredicate | undefined;
  /** The answers false and true, once asked for, shared by all calls. */
  answers: readonly QualifierResolution[] | undefined;
}

/** The qualifier's boolean, evaluated at most once per evaluation. */
export function evaluateQualifier(qualifier: LinkedQualifier, evaluation: Evaluation): boolean {
  const { memo, generation } = evaluation;
  if (!memo) return evaluateAlone(qualifier, evaluation);
  const known = memo[qualifier.index];
  if (known === generation) return false;
  if (known === generation + 1) return true;
  const outcome = settle(qualifier, evaluation);
  return typeof outcome === "boolean" ? outcome : settleAll(outcome, evaluation);
}

/** The boolean of a linked qualifier that refers to no other one. */
function evaluateAlone({ first, any }: LinkedQualifier, evaluation: Evaluation): boolean {
  let predicate = first;
  while (predicate) {
    const { read, holds, bound, next }: LinkedPredicate = predicate;
    if (holds(read(evaluation), bound) === any) return any;
    predicate = next;
  }
  return !any;
}

function isSettled({ index }: LinkedQualifier, { memo, generation }: Evaluation): boolean {
  return ((memo?.[index] as number) & ~1) === generation;
}

/** The boolean of a qualifier that is settled. */
export function isTrue({ index }: LinkedQualifier, { memo, generation }: Evaluation): boolean {
  return memo?.[index] === generation + 1;
}

/** Settles references before the predicates that read them, without recursion: chains may have any length. */
function settleAll(blocked: LinkedPredicate, evaluation: Evaluation): boolean {
  const waiting: LinkedPredicate[] = [];
  let outcome: boolean | LinkedPredicate = blocked;
  do {
    if (typeof outcome !== "boolean") {
      // More waiting predicates than qualifiers: one of them waits for itself.
      if (waiting.push(outcome) > (evaluation.memo as Uint8Array).length) throw circular(waiting);
      outcome = settle(outcome.reference as LinkedQualifier, evaluation);
    } else {
      const resumed = waiting.pop() as LinkedPredicate;
      outcome = settle(resumed.qualifier, evaluation, resumed);
    }
  } while (typeof outcome !== "boolean" || waiting.length > 0);
  return outcome;
}

/** Goes through predicates up to the one that decides, or the one that is returned: its reference has to be settled first. */
function settle(
  qualifier: LinkedQualifier,
  evaluation: Evaluation,
  first = (qualifier.first ??= qualifier.link(qualifier)),
): boolean | LinkedPredicate {
  const { index, any } = qualifier;
  let predicate = first;
  while (predicate) {
    const { reference, read, holds, bound, next }: LinkedPredicate = predicate;
    if (reference && !isSettled(reference, evaluation)) return predicate;
    if (holds(read(evaluation), bound) === any) break;
    predicate = next;
  }
  const result = Boolean(predicate) === any;
  (evaluation.memo as Uint8Array)[index] = evaluation.generation + Number(result);
  return result;
}

function circular(waiting: readonly LinkedPredicate[]): RototoError {
  const ids = waiting.map(({ qualifier }) => qualifier.source.id);
  const cycle = ids.slice(ids.lastIndexOf(ids.at(-1) as string, -2));
  return new RototoError("workspace-invalid", `qualifiers need each other: ${cycle.join(" -> ")}`, {
    details: { cycle },
  });
}
