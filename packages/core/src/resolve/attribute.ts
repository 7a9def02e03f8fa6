import type { Attribute } from "../grammar/attribute.js";
import { isJsonObject, ownValue, type JsonObject, type JsonValue } from "../json/json-value.js";
import { evaluateReference, type AttributeReader, type LinkedQualifier, type Test } from "./evaluation.js";

/** An attribute of predicates, and the two ways in which all operators test one. */
export interface LinkedAttribute {
  readonly read: AttributeReader;
  /** True when the attribute is `expected`. */
  is(expected: null | boolean | number | string): Test;
  /** False when the attribute is missing, else what `matches` says of it. */
  satisfies(matches: (actual: JsonValue) => boolean): Test;
}

/** `qualifier.<id>`: another qualifier's result. */
export function linkReference(qualifier: LinkedQualifier): LinkedAttribute {
  return testable((evaluation) => evaluateReference(qualifier, evaluation));
}

/**
 * Any other attribute. `undefined`, which only an unlinted workspace holds, is
 * missing from every context.
 */
export function linkAttribute(attribute: Exclude<Attribute, { kind: "qualifier" }> | undefined): LinkedAttribute {
  if (attribute === undefined) return testable(() => undefined);
  if (attribute.kind === "environment") return testable((evaluation) => evaluation.environment);
  if (attribute.kind === "now") return testable(readNow);
  const [first = "", second, ...others] = attribute.path;
  if (second === undefined) return testable((evaluation) => ownValue(evaluation.context, first));
  if (others.length === 0 && !isInherited(first) && !isInherited(second)) return linkPair(first, second);
  const rest = [second, ...others];
  return testable((evaluation) => {
    let value = ownValue(evaluation.context, first);
    for (const key of rest) {
      if (!isJsonObject(value)) return undefined;
      value = ownValue(value, key);
    }
    return value;
  });
}

function testable(read: AttributeReader): LinkedAttribute {
  return {
    read,
    is: (expected) => (evaluation) => read(evaluation) === expected,
    satisfies: (matches) => (evaluation) => {
      const actual = read(evaluation);
      return actual !== undefined && matches(actual);
    },
  };
}

/**
 * Most attributes have two steps. Their tests read without the call of a closure and
 * without asking whether a property is own, which makes a full call a third faster.
 * No object of a context can inherit these names: `copyContext` cuts its copies off
 * from an Object.prototype that someone has added to.
 */
function linkPair(first: string, second: string): LinkedAttribute {
  return {
    read: (evaluation) => readPair(evaluation.context, first, second),
    is: (expected) => (evaluation) => readPair(evaluation.context, first, second) === expected,
    satisfies: (matches) => (evaluation) => {
      const actual = readPair(evaluation.context, first, second);
      return actual !== undefined && matches(actual);
    },
  };
}

function readPair(context: JsonObject, first: string, second: string): JsonValue | undefined {
  const parent = context[first];
  return isJsonObject(parent) ? parent[second] : undefined;
}

/** True for `constructor`, `__proto__` and whatever else every plain object has from its prototype. */
function isInherited(key: string): boolean {
  return key in Object.prototype;
}

const readNow: AttributeReader = (evaluation) => {
  if (evaluation.now === undefined) return undefined;
  return (evaluation.nowText ??= new Date(evaluation.now).toISOString());
};
