import { valueOf } from "../model/field.js";
import type { PredicateModel, QualifierModel } from "../model/workspace-model.js";
import { type CompiledPredicate, type CompiledQualifier } from "./compiled-workspace.js";
import { COMPARISON_OPERATORS } from "../grammar/comparison-operator.js";

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
  if (op === "bucket" || op === "rollout") return compileSplit(predicate, attribute, op);
  const value = valueOf(predicate.value);
  const comparison = COMPARISON_OPERATORS.find((name) => name === op);
  return comparison === undefined || value === undefined ? undefined : { attribute, op: comparison, value };
}

function compileSplit(
  predicate: PredicateModel,
  attribute: string,
  op: "bucket" | "rollout",
): CompiledPredicate | undefined {
  const salt = valueOf(predicate.salt);
  const percent = valueOf(predicate.percent);
  const range = op === "rollout" && typeof percent === "number" ? [0, percent] : valueOf(predicate.range);
  if (typeof salt !== "string" || !Array.isArray(range)) return undefined;
  const [from, to] = range as readonly unknown[];
  return typeof from === "number" && typeof to === "number" ? { attribute, op, salt, range: [from, to] } : undefined;
}
