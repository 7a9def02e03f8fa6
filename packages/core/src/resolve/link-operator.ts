import type { CompiledPredicate } from "../compile/compiled-workspace.js";
import { bucketOf } from "./bucket.js";
import type { LinkedPredicate } from "./evaluation.js";
import { OPERATORS, type Actual } from "../grammar/operator.js";
import { positionOf } from "./rollout.js";

/** The part of a linked predicate that looks at what the attribute holds. */
export function linkOperator(source: CompiledPredicate): Pick<LinkedPredicate, "holds" | "bound" | "measure"> {
  if (!("salt" in source)) {
    const [holds, bind] = OPERATORS[source.op];
    return { holds, bound: (bind ? bind(source.value) : source.value) as never, measure: undefined };
  }
  const { op, salt, range } = source;
  const [from, to] = range;
  const place = op === "bucket" ? bucketOf : positionOf;
  const measure = (actual: Actual) =>
    typeof actual === "string" || typeof actual === "number" || typeof actual === "boolean"
      ? place(`${salt}:${actual}`)
      : NaN;
  const holds = (actual: Actual) => {
    const measured = measure(actual);
    return measured >= from && measured < to;
  };
  return { holds, bound: undefined as never, measure };
}
