import { valueOf } from "../model/field.js";
import type { PredicateModel, QualifierModel } from "../model/workspace-model.js";
import { type CompiledPredicate, type CompiledQualifier } from "./compiled-workspace.js";
import { isComparisonOperator, isOperator, type BucketingOperator } from "../operators/operators.js";

/** A qualifier with everything it needs; `undefined` when something is missing, which lint has said. */
export function compileQualifier(qualifier: QualifierModel): CompiledQualifier | undefined {
  const predicates = qualifier.predicates.flatMap((predicate) => compilePredicate(predicate) ?? []);
  const isComplete = predicates.length > 0 && predicates.length === qualifier.predicates.length;
  if (qualifier.broken !== undefined || qualifier.match.state === "invalid" || !isComplete) return undefined;
  return { id: qualifier.id, match: valueOf(qualifier.match) ?? "all", predicates };
}

function compilePredicate(predicate: PredicateModel): CompiledPredicate | undefined {
  const attribute = valueOf(predicate.attribute);
  const op = valueOf(predicate.op);
  if (attribute === undefined || op === undefined) return undefined;
  if (!isOperator(op)) return undefined;
  if (!isComparisonOperator(op)) return compileBucketing(predicate, attribute, op);
  const value = valueOf(predicate.value);
  return value === undefined ? undefined : { attribute, op, value };
}

function compileBucketing(
  predicate: PredicateModel,
  attribute: string,
  op: BucketingOperator,
): CompiledPredicate | undefined {
  const salt = valueOf(predicate.salt);
  const percent = valueOf(predicate.percent);
  const range = op === "rollout" && typeof percent === "number" ? [0, percent] : valueOf(predicate.range);
  if (typeof salt !== "string" || !Array.isArray(range)) return undefined;
  const [from, to] = range as readonly unknown[];
  return typeof from === "number" && typeof to === "number" ? { attribute, op, salt, range: [from, to] } : undefined;
}
