import { QUALIFIER_PREFIX } from "../grammar/attribute.js";
import { linkAttribute } from "./attribute.js";
import { isTrue, type AttributeReader, type LinkedPredicate, type LinkedQualifier } from "./evaluation.js";
import { linkOperator } from "./link-operator.js";

/** Links the predicates of `qualifier` and gives the first. `readers` by attribute serve all predicates of a workspace of these `environments`. */
export function linkPredicates(
  qualifier: LinkedQualifier,
  findQualifier: (id: string) => LinkedQualifier,
  readers: Map<string, AttributeReader>,
  environments: readonly string[] | null,
): LinkedPredicate | undefined {
  return qualifier.source.predicates.reduceRight<LinkedPredicate | undefined>((next, source) => {
    const { attribute } = source;
    const reference = attribute.startsWith(QUALIFIER_PREFIX)
      ? findQualifier(attribute.slice(QUALIFIER_PREFIX.length))
      : undefined;
    let read = readers.get(attribute);
    if (!read) {
      read = reference ? (evaluation) => isTrue(reference, evaluation) : linkAttribute(attribute, environments);
      readers.set(attribute, read);
    }
    return { source, qualifier, reference, read, ...linkOperator(source), next };
  }, undefined);
}
