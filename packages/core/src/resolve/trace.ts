import type { CompiledPredicate } from "../compile/compiled-workspace.js";
import { deepFreeze } from "../json/deep-freeze.js";
import {
  evaluateQualifier,
  remember,
  type Evaluation,
  type LinkedPredicate,
  type LinkedQualifier,
} from "./evaluation.js";
import type { JsonValue } from "../json/json-value.js";
import type { EvaluatedPredicate, PredicateTrace, QualifierTrace, ResolutionTrace, RuleTrace } from "./resolution.js";
import type { SelectionStep } from "./variable.js";

/**
 * Explains how the branch that starts at `first` answers: its rules up to the one
 * that matches, and every qualifier evaluated for them.
 */
export function traceBranch(branch: string, first: SelectionStep, evaluation: Evaluation): ResolutionTrace {
  const qualifiers: Tracing = new Map();
  const rules: RuleTrace[] = [];
  for (let step: SelectionStep | undefined = first; step?.qualifier !== undefined; step = step.next) {
    const { qualifier, valueKey } = step;
    evaluateTraced(qualifier, evaluation, qualifiers);
    const matched = evaluateQualifier(qualifier, evaluation);
    rules.push({ index: rules.length, qualifier: qualifier.id, valueKey, matched });
    if (matched) break;
  }
  return { branch, rules, qualifiers: [...qualifiers.values()] };
}

/** Every qualifier that `qualifier` evaluates, itself first. */
export function traceQualifier(qualifier: LinkedQualifier, evaluation: Evaluation): readonly QualifierTrace[] {
  const qualifiers: Tracing = new Map();
  evaluateTraced(qualifier, evaluation, qualifiers);
  return [...qualifiers.values()];
}

/** Qualifiers in the order in which their evaluation began. */
type Tracing = Map<LinkedQualifier, WrittenTrace>;

/** A trace while it is written: `value` turns when a predicate decides. */
interface WrittenTrace extends QualifierTrace {
  value: boolean;
  readonly predicates: PredicateTrace[];
}

/**
 * Evaluates with the closures of the untraced path and writes each step down. A
 * reference is traced before the predicate that reads it is tested, on an explicit
 * stack, so that chains of any length work.
 */
function evaluateTraced(root: LinkedQualifier, evaluation: Evaluation, tracing: Tracing): void {
  const begin = (qualifier: LinkedQualifier) => {
    const { id, any } = qualifier;
    const trace: WrittenTrace = { id, match: any ? "any" : "all", value: !any, predicates: [] };
    tracing.set(qualifier, trace);
    return { qualifier, trace };
  };
  if (tracing.has(root)) return;
  const stack = [begin(root)];
  for (let frame = stack[0]; frame !== undefined; frame = stack.at(-1)) {
    const { qualifier, trace } = frame;
    const index = trace.predicates.length;
    const predicate = qualifier.predicates[index];
    if (predicate === undefined) {
      remember(qualifier, evaluation, trace.value);
      stack.pop();
    } else if (trace.value === qualifier.any) {
      const { attribute, op } = predicate.source;
      trace.predicates.push({ index, attribute, op, evaluated: false });
    } else if (predicate.reference !== undefined && !tracing.has(predicate.reference)) {
      stack.push(begin(predicate.reference));
    } else {
      const step = describe(predicate, index, evaluation);
      trace.predicates.push(step);
      if (step.result === qualifier.any) trace.value = qualifier.any;
    }
  }
}

function describe(predicate: LinkedPredicate, index: number, evaluation: Evaluation): EvaluatedPredicate {
  const { source, read, test, measure } = predicate;
  const { attribute, op } = source;
  const result = test(evaluation);
  const actual = frozen(read(evaluation));
  const expected = expectedOf(source);
  if (actual === undefined) return { index, attribute, op, expected, missing: true, result };
  const measured = measure?.(actual);
  // Written out: literals with spreads make tracing several times slower.
  if (measured === undefined) return { index, attribute, op, expected, actual, result };
  return op === "bucket"
    ? { index, attribute, op, expected, actual, bucket: measured, result }
    : { index, attribute, op, expected, actual, position: measured / 1000, result };
}

function expectedOf(source: CompiledPredicate): JsonValue {
  return source.op === "bucket" || source.op === "rollout"
    ? { salt: source.salt, range: [...source.range] }
    : frozen(source.value);
}

/** What a trace hands out is the scope's and the workspace's own data: nobody may change it. */
function frozen<T>(value: T): T {
  return typeof value === "object" ? deepFreeze(value) : value;
}
