import { setOwnValue, type JsonValue } from "../../json/json-value.js";
import type { Assertion } from "../nodes/assertion.js";
import { choicesOf } from "../nodes/choices.js";
import type { SchemaNodes } from "../nodes/compile-nodes.js";
import { measureNode, type Measure } from "../nodes/measure-node.js";
import { appliedNodes, type Applicator, type SchemaNode } from "../nodes/schema-node.js";

/** How large a schema may be, written out, for which code is generated. */
const MOST_GENERATED = 10_000;

/** How deep. Generated code nests as deep as the schema, and must not overflow the stack. */
const MOST_DEPTH = 100;

/** Names that generated code cannot tell from what every object inherits, and one that it passes over. */
const MISTAKEN: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), ""]);

/**
 * The schema that `nodes` are, in draft 2020-12 and without references: everything
 * written out where it applies. `undefined` for one that Ajv would run otherwise than
 * {@link interpret}, or only at a price that depends on the value: one that leads back to
 * itself, that is large, that asks what was evaluated, that counts what a list contains,
 * or that has names which it mistakes.
 */
export function plainSchema({ root, tracksEvaluated, all }: SchemaNodes): JsonValue | undefined {
  const { size, depth } = measureNode(root, innerOf, new Map<SchemaNode, Measure>());
  if (tracksEvaluated || size > MOST_GENERATED || depth > MOST_DEPTH) return undefined;
  return all.every(isPlain) ? written(root) : undefined;
}

function innerOf({ applicators }: SchemaNode): readonly SchemaNode[] {
  return applicators.flatMap((applicator) => (choicesOf(applicator) ? [] : appliedNodes(applicator)));
}

function isPlain({ assertions, applicators }: SchemaNode): boolean {
  const names = [...assertions.flatMap(namesIn), ...applicators.flatMap(namesOf)];
  return !names.some((name) => MISTAKEN.has(name)) && !applicators.some(({ kind }) => kind === "contains");
}

function namesIn({ keyword, expected }: Assertion): readonly string[] {
  if (keyword === "required") return expected as readonly string[];
  if (keyword !== "dependentRequired") return [];
  return Object.entries(expected as Readonly<Record<string, JsonValue>>).flatMap(([name, names]) => [
    name,
    ...(Array.isArray(names) ? (names as readonly string[]) : []),
  ]);
}

function namesOf(applicator: Applicator): readonly string[] {
  if (applicator.kind === "dependent") return [...applicator.named.keys()];
  if (applicator.kind !== "properties") return [];
  return [...applicator.named.keys(), ...applicator.patterns.map(({ source }) => source)];
}

interface Written {
  [keyword: string]: JsonValue;
}

function written(node: SchemaNode): JsonValue {
  if (node.isFalse) return false;
  const schema: Written = {};
  const together: JsonValue[] = [];
  for (const { keyword, expected } of node.assertions) {
    if (Object.hasOwn(schema, keyword)) together.push({ [keyword]: expected });
    else schema[keyword] = expected;
  }
  for (const applicator of node.applicators) writeApplicator(applicator, schema, together);
  if (together.length > 0) schema["allOf"] = together;
  return schema;
}

function writeApplicator(applicator: Applicator, schema: Written, together: JsonValue[]): void {
  switch (applicator.kind) {
    case "all":
      for (const node of applicator.nodes) together.push(written(node));
      return;
    case "any":
    case "one": {
      const choices = choicesOf(applicator);
      if (choices !== undefined) together.push({ enum: choices.values });
      else schema[applicator.kind === "any" ? "anyOf" : "oneOf"] = applicator.nodes.map(written);
      return;
    }
    case "dependent":
      schema["dependentSchemas"] = writtenMap(applicator.named);
      return;
    case "properties":
      schema["properties"] = writtenMap(applicator.named);
      schema["patternProperties"] = writtenMap(applicator.patterns.map(({ source, node }) => [source, node] as const));
      if (applicator.rest !== undefined) schema["additionalProperties"] = written(applicator.rest);
      return;
    // Code that Ajv generates for these two skips what stands beside them when the value is empty.
    case "names":
      together.push({ propertyNames: written(applicator.node) });
      return;
    case "items":
      together.push({
        ...(applicator.nodes.length > 0 && { prefixItems: applicator.nodes.map(written) }),
        ...(applicator.rest !== undefined && { items: written(applicator.rest) }),
      });
      return;
    default:
      schema[applicator.kind] = written(applicator.node);
  }
}

function writtenMap(nodes: Iterable<readonly [string, SchemaNode]>): JsonValue {
  const map: Written = {};
  for (const [name, node] of nodes) setOwnValue(map, name, written(node));
  return map;
}
