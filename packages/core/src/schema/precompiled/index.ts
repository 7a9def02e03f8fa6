import { interpret } from "../interpreter/interpret.js";
import type { KeywordTable } from "../nodes/keyword.js";
import type { NodeData } from "../nodes/node-data.js";
import { readNodes } from "../nodes/read-nodes.js";
import type { SchemaEngine, SchemaValidator } from "../engines/schema-engine.js";
import type { SchemaPattern } from "../nodes/schema-pattern.js";
import { generatedFirst } from "./generated-first.js";

export * from "../formats/dates.js";
export * from "../formats/hosts.js";
export * from "../formats/ip-addresses.js";
export * from "../formats/texts.js";
export * from "../formats/uris.js";
export * from "../nodes/keyword.js";
export { namePattern, schemaPattern } from "../nodes/schema-pattern.js";

/** What a module that `writeValidatorModule` wrote has as its default export: data, and what runs it. */
export interface PrecompiledSchema {
  /** Says whether a value matches; absent for a schema that is interpreted. */
  readonly validate?: ((value: unknown) => boolean) | undefined;
  /** The schema and all that it reaches, the root first. */
  readonly nodes: readonly NodeData[];
  /** Whether a keyword of the schema asks what others have evaluated. */
  readonly tracksEvaluated: boolean;
  /** The keywords that the nodes have. */
  readonly keywords: KeywordTable;
  /** What runs the patterns of `patternProperties`, where there are any. */
  readonly toNames?: ((source: string) => SchemaPattern) | undefined;
}

/**
 * The engine of a workspace whose context schema was compiled before: `schema` is the
 * default export of the module that `writeValidatorModule` wrote. Generates no code. It
 * knows that one schema, whatever it is asked to compile.
 */
export function precompiledEngine(schema: PrecompiledSchema): SchemaEngine {
  const { nodes, keywords, toNames, tracksEvaluated, validate } = schema;
  const [root] = readNodes(nodes, keywords, toNames);
  if (root === undefined) throw new Error("broken invariant: the module of a schema has no node");
  const validator: SchemaValidator = generatedFirst(validate, interpret({ root, tracksEvaluated }));
  return { compile: () => ({ ok: true, validator }) };
}
