import type { Step } from "../../json/json-pointer.js";
import { isJsonObject, ownValue, type JsonArray } from "../../json/json-value.js";
import { MOST_VIOLATIONS } from "../engines/most-violations.js";
import { choicesOf } from "../nodes/choices.js";
import type { Applicator, SchemaNode } from "../nodes/schema-node.js";
import { quoted } from "../nodes/words.js";
import type { Verdict } from "./verdict.js";

/** A schema to hold against a value. */
export interface Application {
  readonly node: SchemaNode;
  readonly value: unknown;
  /** The property or item of the outer value that `value` is; `undefined` for the same value. */
  readonly step: Step | undefined;
  /** For a property's value or an item: whether it falls under what its keyword says of all others. */
  readonly isRest?: boolean;
}

/**
 * What `applicator` applies to `value`, of which the keywords before it came to `verdict`;
 * `undefined` when it is not about such a value, or holds for it without more ado.
 */
export function applicationsOf(
  applicator: Applicator,
  value: unknown,
  verdict: Verdict,
): readonly Application[] | undefined {
  switch (applicator.kind) {
    case "any":
    case "one": {
      const choices = choicesOf(applicator);
      if (choices?.has(value) === true) return undefined;
      // All fail: so many show it that are told.
      const nodes =
        choices === undefined
          ? applicator.nodes
          : applicator.nodes.slice(0, verdict.isEnough(0) ? 1 : MOST_VIOLATIONS + 1);
      return nodes.map((node) => ({ node, value, step: undefined }));
    }
    case "all":
      return applicator.nodes.map((node) => ({ node, value, step: undefined }));
    case "not":
    case "if":
      return [{ node: applicator.node, value, step: undefined }];
    case "then":
    case "else":
      return verdict.condition === (applicator.kind === "then")
        ? [{ node: applicator.node, value, step: undefined }]
        : undefined;
    case "dependent":
      if (!isJsonObject(value)) return undefined;
      return [...applicator.named]
        .filter(([name]) => Object.hasOwn(value, name))
        .map(([, node]) => ({ node, value, step: undefined }));
    case "properties":
      return isJsonObject(value) ? propertyApplications(applicator, value, verdict) : undefined;
    case "names":
      return isJsonObject(value)
        ? Object.keys(value).map((name) => ({ node: applicator.node, value: name, step: name }))
        : undefined;
    case "unevaluatedProperties":
      return isJsonObject(value)
        ? Object.keys(value)
            .filter((name) => verdict.evaluated?.hasName(name) !== true)
            .map((name) => ({ node: applicator.node, value: ownValue(value, name), step: name }))
        : undefined;
    default:
      return Array.isArray(value) ? itemApplications(applicator, value as JsonArray, verdict) : undefined;
  }
}

function propertyApplications(
  { named, patterns, rest }: Extract<Applicator, { kind: "properties" }>,
  value: { readonly [name: string]: unknown },
  verdict: Verdict,
): readonly Application[] {
  const found: Application[] = [];
  for (const name of Object.keys(value)) {
    const before = found.length;
    const member = value[name];
    const node = named.get(name);
    if (node !== undefined) found.push({ node, value: member, step: name });
    for (const { run, node: matched } of patterns) {
      const answer = run(name);
      if (answer === "match") found.push({ node: matched, value: member, step: name });
      else if (answer === "too-long") {
        if (verdict.isComplete) return [];
        verdict.breakBy("patternProperties", `has a property whose name is too long for a pattern: ${quoted(name)}`);
      }
    }
    if (found.length === before && rest !== undefined) {
      found.push({ node: rest, value: member, step: name, isRest: true });
    }
  }
  return found;
}

function itemApplications(
  applicator: Extract<Applicator, { kind: "items" | "contains" | "unevaluatedItems" }>,
  items: JsonArray,
  verdict: Verdict,
): readonly Application[] {
  const found: Application[] = [];
  for (const [index, value] of items.entries()) {
    switch (applicator.kind) {
      case "contains":
        found.push({ node: applicator.node, value, step: index });
        break;
      case "unevaluatedItems":
        if (verdict.evaluated?.hasIndex(index) !== true) found.push({ node: applicator.node, value, step: index });
        break;
      case "items": {
        const first = applicator.nodes[index];
        if (first !== undefined) found.push({ node: first, value, step: index });
        else if (applicator.rest !== undefined) found.push({ node: applicator.rest, value, step: index, isRest: true });
      }
    }
  }
  return found;
}
