import { deepFreeze } from "../json/deep-freeze.js";
import { evaluateQualifier, type Evaluation, type LinkedPredicate, type LinkedQualifier } from "./evaluation.js";
import { OPERATORS, type Bucketing } from "../operators/operators.js";
import type { EvaluatedPredicate, PredicateTrace, QualifierTrace } from "./resolution.js";

/** Every qualifier that `asked` take, in the order in which their evaluation begins. */
export function traceQualifiers(asked: readonly LinkedQualifier[], evaluation: Evaluation): QualifierTrace[] {
  const traces = new Map<LinkedQualifier, QualifierTrace>();
  const pending = [...asked].reverse();
  for (let qualifier = pending.pop(); qualifier; qualifier = pending.pop()) {
    if (traces.has(qualifier)) continue;
    const { id, match } = qualifier.source;
    const value = evaluateQualifier(qualifier, evaluation);
    const predicates: PredicateTrace[] = [];
    const references: LinkedQualifier[] = [];
    let decided = false;
    for (let predicate = qualifier.first; predicate; predicate = predicate.next) {
      const { attribute, op } = predicate.source;
      const index = predicates.length;
      if (decided) {
        predicates.push({ index, attribute, op, evaluated: false });
        continue;
      }
      const trace = tracePredicate(predicate, index, evaluation);
      predicates.push(trace);
      decided = trace.result === qualifier.any;
      if (predicate.reference) references.push(predicate.reference);
    }
    traces.set(qualifier, { id, match, value, predicates });
    for (let reference = references.pop(); reference; reference = references.pop()) pending.push(reference);
  }
  return [...traces.values()];
}

function tracePredicate(
  { source, read, holds, bound, measure }: LinkedPredicate,
  index: number,
  evaluation: Evaluation,
): EvaluatedPredicate {
  const { attribute, op } = source;
  // What a trace hands out is the scope's and the workspace's own data: nobody may change it.
  const actual = deepFreeze(read(evaluation));
  const expected = "salt" in source ? { salt: source.salt, range: [...source.range] } : deepFreeze(source.value);
  // Written member by member: literals with spreads make tracing several times slower.
  const trace: { -readonly [Member in keyof EvaluatedPredicate]?: EvaluatedPredicate[Member] } = {
    index,
    attribute,
    op,
    expected,
  };
  if (actual === undefined) trace.missing = true;
  else trace.actual = actual;
  const measured = measure?.(actual) ?? NaN;
  if (measured >= 0) trace[(OPERATORS[op] as Bucketing).measures] = measured;
  trace.result = holds(actual, bound);
  return trace as EvaluatedPredicate;
}
