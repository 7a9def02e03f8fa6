import { parseAttribute, type Attribute } from "../grammar/attribute.js";
import type { PredicateModel } from "../model/workspace-model.js";
import type { Place } from "../documents/place.js";

/** An attribute as a predicate writes it, read. */
export interface WrittenAttribute<A extends Attribute = Attribute> {
  readonly attribute: A;
  readonly text: string;
  readonly place: Place;
}

/** The attribute of a predicate; `undefined` when it has none that can be read. */
export function predicateAttribute({ attribute: field }: PredicateModel): WrittenAttribute | undefined {
  if (field.state !== "present") return undefined;
  const attribute = parseAttribute(field.value);
  return attribute && { attribute, text: field.value, place: field.place };
}

type OfKind<K extends Attribute["kind"]> = Extract<Attribute, { readonly kind: K }>;

/** The attribute of a predicate when it reads the context. */
export function contextAttribute(predicate: PredicateModel): WrittenAttribute<OfKind<"context">> | undefined {
  const written = predicateAttribute(predicate);
  return written?.attribute.kind === "context" ? { ...written, attribute: written.attribute } : undefined;
}

/** The attribute of a predicate when it names another qualifier. */
export function qualifierAttribute(predicate: PredicateModel): WrittenAttribute<OfKind<"qualifier">> | undefined {
  const written = predicateAttribute(predicate);
  return written?.attribute.kind === "qualifier" ? { ...written, attribute: written.attribute } : undefined;
}
