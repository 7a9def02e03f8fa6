import { RESERVED_CONTEXT_FIELDS } from "../grammar/attribute.js";
import { DEEPEST_LEVEL } from "../json/deepest-level.js";
import type { LinkedQualifier } from "./evaluation.js";
import type { AttributeKey } from "./plain-context.js";
import type { SelectionStep } from "./selection-step.js";

/** What a branch reads of the context. */
export interface AttributeKeys {
  readonly first: AttributeKey | undefined;
  /** Of all of them, the inner ones too. */
  readonly count: number;
}

/** Attributes by their keys. Where one ends stands the key that no attribute has: the empty one. */
interface Attributes {
  [key: string]: Attributes;
}

/**
 * What the branch that starts at `step` reads of the context; `false` where a qualifier of its rules refers to another
 * one, so that evaluating needs a memo, or cannot be linked, which is an error of the calls that come to it.
 */
export function readFlatBranch(step: SelectionStep): AttributeKeys | false {
  try {
    return readKeys(step);
  } catch {
    return false;
  }
}

function readKeys(step: SelectionStep): AttributeKeys | false {
  const attributes = Object.create(null) as Attributes;
  for (; step.next; step = step.next) {
    const qualifier = step.qualifier as LinkedQualifier;
    qualifier.first ??= qualifier.link(qualifier);
    for (let predicate = qualifier.first; predicate; predicate = predicate.next) {
      if (predicate.reference) return false;
      const path = predicate.source.attribute.split(".");
      if (path.length > DEEPEST_LEVEL) return false;
      if (RESERVED_CONTEXT_FIELDS.includes(path[0] as string)) continue;
      [...path, ""].reduce((outer, key) => (outer[key] ??= Object.create(null) as Attributes), attributes);
    }
  }
  let count = 0;
  const keysOf = (attributes: Attributes): AttributeKey | undefined =>
    // Keys of an object are interned: runtimes compare them with those of contexts by their address.
    Object.keys(attributes).reduceRight<AttributeKey | undefined>((next, key) => {
      const inner = attributes[key] as Attributes;
      if (key === "") return next;
      count++;
      return { key, next, inner: keysOf(inner), isLast: "" in inner };
    }, undefined);
  const first = keysOf(attributes);
  return { first, count };
}
