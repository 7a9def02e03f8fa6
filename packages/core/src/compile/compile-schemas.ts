import { schemaReferences } from "../schema/checks/schema-references.js";
import type { WorkspaceModel } from "../model/workspace-model.js";
import { byCodeUnit } from "../json/code-unit-order.js";
import type { CompiledSchema } from "./compiled-workspace.js";

/** The context's schema, the `wanted` ones, and every schema that these reach by reference; in path order. */
export function compileSchemas(model: WorkspaceModel, wanted: readonly string[]): readonly CompiledSchema[] {
  const { contextSchemaPath } = model.manifest;
  const open = contextSchemaPath === undefined ? [...wanted] : [contextSchemaPath, ...wanted];
  const found = new Map<string, CompiledSchema>();
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const schema = model.schemaResources.get(path);
    if (schema === undefined || found.has(path)) continue;
    found.set(path, { path, schema });
    for (const { target } of schemaReferences(path, schema, model.schemaResources))
      if (target.kind === "workspace") open.push(target.path);
  }
  return [...found.values()].sort((left, right) => byCodeUnit(left.path, right.path));
}
