import { byCodeUnit } from "../../json/code-unit-order.js";
import type { JsonValue } from "../../json/json-value.js";
import type { AttributeSchema } from "./attribute-schema.js";
import { declaredValues } from "./declared-values.js";
import { findDeclaration, namesDeclared } from "./find-declaration.js";
import { findUsableRoot } from "../checks/find-usable-root.js";
import type { JsonType } from "./json-type.js";
import type { SchemaResources } from "../engines/schema-engine.js";
import { SchemaRegistry } from "../registry/schema-registry.js";

/** What a schema says about an attribute. */
export type AttributeDeclaration =
  | { readonly declared: false }
  | {
      readonly declared: true;
      /** `number` never stands without `integer`; `integer` alone means whole numbers only. */
      readonly types: ReadonlySet<JsonType> | "any";
      /** The only values it can have, when `enum` or `const` lists them. */
      readonly enumValues?: readonly JsonValue[];
    };

const UNDECLARED: AttributeDeclaration = { declared: false };
const ANY: AttributeDeclaration = { declared: true, types: "any" };

/**
 * Whether the schema at `schemaPath` declares the attribute at `path`, and as what.
 *
 * A property is declared where `properties` names it, `patternProperties` matches
 * it, or `additionalProperties` gives the others a schema that says something;
 * `additionalProperties: true` beside `properties` declares nothing. Looked into on
 * the way: `$ref`, `allOf`, `anyOf`, `oneOf`, `if`, `then`, `else`.
 *
 * A schema that is any object (`true`, `{}`, `{ type: object }`, with no names of its
 * own) declares everything below it, unless one that holds together with it names
 * properties: `allOf: [{ type: object }, { properties: … }]` declares only the named
 * ones. Of alternatives it is enough that one is any object. A path through a list
 * or a scalar is not declared. A schema that cannot be used declares everything:
 * it has its own diagnostic.
 */
export function findAttribute(
  path: readonly string[],
  schemaPath: string,
  resources: SchemaResources,
): AttributeDeclaration {
  const registry = SchemaRegistry.of(resources);
  const found = follow(path, schemaPath, resources, registry);
  if (found === "any") return ANY;
  if (found === undefined) return UNDECLARED;
  const { types, values } = declaredValues(found, registry);
  return { declared: true, types: types ?? "any", ...(values === undefined ? {} : { enumValues: values }) };
}

/**
 * The names that the schema at `schemaPath` declares below the attribute at `path`
 * (the empty path is the whole value), in code-unit order: what a misspelled one
 * may have meant. Names that only a pattern matches are not among them.
 */
export function declaredNames(
  path: readonly string[],
  schemaPath: string,
  resources: SchemaResources,
): readonly string[] {
  const registry = SchemaRegistry.of(resources);
  const found = follow(path, schemaPath, resources, registry);
  return found === "any" || found === undefined ? [] : [...namesDeclared(found, registry)].sort(byCodeUnit);
}

function follow(
  path: readonly string[],
  schemaPath: string,
  resources: SchemaResources,
  registry: SchemaRegistry,
): AttributeSchema | "any" | undefined {
  const root = findUsableRoot(schemaPath, resources);
  if (root === undefined) return "any";
  let schema: AttributeSchema = { kind: "schema", place: root };
  for (const name of path) {
    const declaration = findDeclaration(schema, name, registry);
    if (declaration.kind === "open") return "any";
    if (declaration.kind !== "declared") return undefined;
    schema = declaration.schema;
  }
  return schema;
}
