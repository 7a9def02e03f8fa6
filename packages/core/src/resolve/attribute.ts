import { RESERVED_CONTEXT_FIELDS } from "../grammar/attribute.js";
import { isJsonObject, type JsonValue } from "../json/json-value.js";
import { environmentRequired, instantRequired } from "./missing-input.js";
import type { AttributeReader, Evaluation } from "./evaluation.js";

/**
 * Makes the reader of an attribute other than a qualifier, in a workspace of these `environments`. It throws
 * `environment-required` or `instant-required` where the caller named none: no answer can be right without.
 */
export function linkAttribute(attribute: string, environments: readonly string[] | null): AttributeReader {
  if (attribute === "rototo.environment") {
    return ({ environment }) => {
      if (environment === undefined) throw environmentRequired(environments);
      return environment;
    };
  }
  if (attribute === "rototo.now") return readNow;
  const path = attribute.split(".");
  const [first = "", second = ""] = path;
  if (RESERVED_CONTEXT_FIELDS.includes(first)) return () => undefined;
  // No object of a context can inherit other names than these: `copyContext` sees to it.
  if (path.length !== 2 || path.some((key) => key in Object.prototype)) {
    return ({ context }) => path.reduce(readOwn, context);
  }
  // Most attributes have two steps: worth a closure of their own.
  return ({ context }) => {
    const parent = context[first];
    return isJsonObject(parent) ? parent[second] : undefined;
  };
}

function readOwn(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function readNow(evaluation: Evaluation): string {
  const { now } = evaluation;
  if (now === undefined) throw instantRequired();
  return typeof now === "number" ? (evaluation.now = new Date(now).toISOString()) : now;
}
