import type { CompiledPredicate, CompiledQualifier } from "../compile/compiled-workspace.js";
import { RototoError } from "../errors/rototo-error.js";
import { parseAttribute } from "../grammar/attribute.js";
import type { JsonValue } from "../json/json-value.js";
import { linkAttribute, linkReference, type LinkedAttribute } from "./attribute.js";
import { linkBucket } from "./bucket.js";
import type { LinkedPredicate, LinkedQualifier } from "./evaluation.js";
import { linkOperator } from "./operator.js";
import { linkRollout, thousandths } from "./rollout.js";

/** What predicates need of their workspace. */
export interface PredicateSurroundings {
  /** `from` names the place that refers to the qualifier, for the error when there is none. */
  findQualifier(id: string, from: string): LinkedQualifier;
  /** The attributes linked so far, by their text: one object for all predicates that read it. */
  readonly attributes: Map<string, LinkedAttribute>;
}

/**
 * Turns the predicates of `qualifier` into closures. Throws `qualifier-not-found`
 * or `workspace-invalid` for what only an unlinted workspace can hold: a reference
 * to no qualifier, an unknown operator.
 */
export function linkPredicates(
  qualifier: CompiledQualifier,
  surroundings: PredicateSurroundings,
): readonly LinkedPredicate[] {
  return qualifier.predicates.map((source, index) => {
    const from = `qualifier \`${qualifier.id}\`, predicate ${index}`;
    const parsed = parseAttribute(source.attribute);
    if (parsed?.kind !== "qualifier") {
      const attribute = surroundings.attributes.get(source.attribute) ?? linkAttribute(parsed);
      surroundings.attributes.set(source.attribute, attribute);
      return { source, read: attribute.read, ...linkTest(source, attribute, from) };
    }
    const reference = surroundings.findQualifier(parsed.id, from);
    const attribute = linkReference(reference);
    return { source, reference, read: attribute.read, ...linkTest(source, attribute, from) };
  });
}

type LinkedTest = Pick<LinkedPredicate, "test" | "measure">;

function linkTest(source: CompiledPredicate, attribute: LinkedAttribute, from: string): LinkedTest {
  if (source.op === "bucket") return within(attribute, linkBucket(source.salt), source.range[0], source.range[1]);
  if (source.op === "rollout") {
    return within(attribute, linkRollout(source.salt), thousandths(source.range[0]), thousandths(source.range[1]));
  }
  const test = linkOperator(source.op, source.value, attribute);
  if (test === undefined) throw new RototoError("workspace-invalid", `${from}: unknown operator \`${source.op}\``);
  return { test };
}

function within(
  attribute: LinkedAttribute,
  measure: (actual: JsonValue) => number | undefined,
  from: number,
  to: number,
): LinkedTest {
  const test = attribute.satisfies((actual) => {
    const measured = measure(actual);
    return measured !== undefined && from <= measured && measured < to;
  });
  return { test, measure };
}
