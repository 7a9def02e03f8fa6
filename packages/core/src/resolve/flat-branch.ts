import { RESERVED_CONTEXT_FIELDS } from "../grammar/attribute.js";
import type { Evaluation, LinkedPredicate, LinkedQualifier } from "./evaluation.js";
import type { AttributeKey } from "./plain-context.js";
import type { Resolution } from "./resolution.js";
import type { SelectionStep } from "./selection-step.js";

/** What a branch reads of the context. */
export interface AttributeKeys {
  first: AttributeKey | undefined;
  /** Of all of them, the inner ones too. */
  count: number;
}

/**
 * What the branch that starts at `first` reads of the context; `null` where a qualifier of its rules refers to another
 * one, so that evaluating needs a memo.
 */
export function readFlatBranch(first: SelectionStep): AttributeKeys | null {
  const keys: AttributeKeys = { first: undefined, count: 0 };
  for (let step: SelectionStep | undefined = first; step?.qualifier; step = step.next) {
    const { qualifier } = step;
    qualifier.first ??= qualifier.link(qualifier);
    for (let predicate = qualifier.first; predicate; predicate = predicate.next) {
      if (predicate.reference) return null;
      addKeys(keys, predicate.source.attribute.split("."));
    }
  }
  return keys;
}

function addKeys(keys: AttributeKeys, path: readonly string[]): void {
  if (RESERVED_CONTEXT_FIELDS.includes(path[0] as string)) return;
  let outer: AttributeKey | undefined;
  for (const key of path) {
    const siblings: AttributeKey | undefined = outer ? outer.inner : keys.first;
    let known = siblings;
    while (known && known.key !== key) known = known.next;
    if (!known) {
      // As a key that an object has had: runtimes compare such strings by their address.
      known = { key: Object.keys({ [key]: key })[0] as string, next: siblings, inner: undefined, isLast: false };
      if (outer) outer.inner = known;
      else keys.first = known;
      keys.count++;
    }
    outer = known;
  }
  if (outer) outer.isLast = true;
}

/** The answer of the flat branch that starts at `step`. Neither reads nor writes a memo. */
export function selectFlat(step: SelectionStep, evaluation: Evaluation): Resolution {
  while (step.next && step.qualifier && !holdsFlat(step.qualifier, evaluation)) step = step.next;
  return (step.resolution ??= step.resolve());
}

function holdsFlat({ first, any }: LinkedQualifier, evaluation: Evaluation): boolean {
  let predicate = first;
  while (predicate) {
    const { read, holds, bound, next }: LinkedPredicate = predicate;
    if (holds(read(evaluation), bound) === any) return any;
    predicate = next;
  }
  return !any;
}
