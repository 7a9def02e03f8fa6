import type { CompiledPredicate } from "../compile/compiled-workspace.js";
import { OPERATORS, type Actual, type Bucketing, type Comparison } from "../operators/operators.js";
import type { LinkedPredicate } from "./evaluation.js";

/** The part of a linked predicate that looks at what the attribute holds. */
export function linkOperator(source: CompiledPredicate): Pick<LinkedPredicate, "holds" | "bound" | "measure"> {
  if (!("salt" in source)) {
    const { holds, bind }: Comparison = OPERATORS[source.op];
    return { holds, bound: (bind ? bind(source.value) : source.value) as never, measure: undefined };
  }
  const { op, salt, range } = source;
  const [from, to] = range;
  const operator: Bucketing = OPERATORS[op];
  const measure = (actual: Actual) =>
    typeof actual === "string" || typeof actual === "number" || typeof actual === "boolean"
      ? operator.measure(`${salt}:${actual}`)
      : NaN;
  const holds = (actual: Actual) => {
    const measured = measure(actual);
    return measured >= from && measured < to;
  };
  return { holds, bound: undefined as never, measure };
}
