import type { Field } from "../../../model/field.js";
import { schemaPath } from "../../../model/variable-type.js";
import type { ManifestModel, WorkspaceModel } from "../../../model/workspace-model.js";
import type { LintContext } from "../../lint-context.js";
import { defineRule } from "../../rule.js";

export const schemaUnreferenced = defineRule({
  code: "schema-unreferenced",
  entity: "workspace",
  stage: "advice",
  severity: "warning",
  title: "Nothing uses a schema",
  help: "Name the schema where it should be used, or remove the file.",
  why: "A schema that nothing names checks nothing, though whoever wrote it expects it to.",
  examples: {
    reported: {
      "schemas/limit.schema.json": `{ "type": "integer" }
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
schema = "../schemas/limit.schema.json"

[values]
standard = 10

[resolve]
default = "standard"
`,
      "schemas/limit.schema.json": `{ "type": "integer" }
`,
    },
  },
  *check(model, context) {
    const referenced = referencedSchemas(model, context);
    if (referenced === undefined) return;
    for (const { id, path, place } of model.schemas.values()) {
      if (!referenced.has(path)) yield { at: place, message: `nothing uses ${path}`, target: { kind: "schema", id } };
    }
  },
});

/** Every schema that something names; `undefined` where a mistake may hide the name of one. */
function referencedSchemas(model: WorkspaceModel, context: LintContext): ReadonlySet<string> | undefined {
  const { variables, catalogs, schemas } = model;
  const referenced = new Set<string>();
  if (!addContextSchema(referenced, model.manifest)) return undefined;
  for (const { broken, path, type, schema } of variables.values()) {
    if (schema.state === "missing" && type.state === "present") continue;
    if (broken !== undefined || !addNamed(referenced, path, schema)) return undefined;
  }
  for (const { broken, path, schema } of catalogs.values()) {
    if (broken !== undefined || !addNamed(referenced, path, schema)) return undefined;
  }
  for (const { broken, path } of schemas.values()) {
    if (broken !== undefined) return undefined;
    for (const { target } of context.schemaReferences(path)) {
      if (target.kind === "workspace") referenced.add(target.path);
    }
  }
  return [...referenced].every((path) => schemas.has(path)) ? referenced : undefined;
}

function addContextSchema(
  referenced: Set<string>,
  { missing, broken, contextTable, contextSchemaPath }: ManifestModel,
): boolean {
  if (missing || broken !== undefined) return false;
  if (contextSchemaPath === undefined) return contextTable.state === "missing";
  referenced.add(contextSchemaPath);
  return true;
}

/** Adds what `schema` of the file at `from` names; false when that is nothing that could be a schema. */
function addNamed(referenced: Set<string>, from: string, schema: Field<string>): boolean {
  const path = schema.state === "present" ? schemaPath(from, schema.value) : undefined;
  if (path !== undefined) referenced.add(path);
  return path !== undefined;
}
