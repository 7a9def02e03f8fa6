import { placeOf } from "../../../documents/place.js";
import { jsonPointer } from "../../../json/json-pointer.js";
import { isJsonObject, type JsonValue } from "../../../json/json-value.js";
import { catalogSchemaPath, variableType } from "../../../model/variable-type.js";
import type { CatalogModel, ValueModel, WorkspaceModel } from "../../../model/workspace-model.js";
import {
  CATALOG_KEYWORD,
  catalogReferences,
  type CatalogReference,
} from "../../../schema/questions/catalog-references.js";
import type { DiagnosticTarget } from "../../diagnostic.js";
import type { LintContext } from "../../lint-context.js";
import { defineRule, type Finding } from "../../rule.js";

export const catalogEntryUnknownReference = defineRule({
  code: "catalog-entry-unknown-reference",
  entity: "workspace",
  stage: "value",
  severity: "error",
  title: "A value names a catalog entry that does not exist",
  help: "Name an entry by the stem of its file, or add that file.",
  why: "The application would follow a name that leads nowhere.",
  examples: {
    reported: {
      "catalogs/plans.toml": `schema_version = 1
schema = "../schemas/plan.schema.json"
`,
      "catalogs/plans-entries/growth.toml": `upgrade = ⟦"enterprize"⟧
`,
      "catalogs/plans-entries/enterprise.toml": `seats = 100
`,
      "schemas/plan.schema.json": `{
  "type": "object",
  "properties": {
    "upgrade": { "type": "string", "x-rototo-catalog": "plans" },
    "seats": { "type": "integer" }
  }
}
`,
    },
    accepted: {
      "catalogs/plans.toml": `schema_version = 1
schema = "../schemas/plan.schema.json"
`,
      "catalogs/plans-entries/growth.toml": `upgrade = "enterprise"
`,
      "catalogs/plans-entries/enterprise.toml": `seats = 100
`,
      "schemas/plan.schema.json": `{
  "type": "object",
  "properties": {
    "upgrade": { "type": "string", "x-rototo-catalog": "plans" },
    "seats": { "type": "integer" }
  }
}
`,
    },
  },
  *check(model, context) {
    if (![...model.schemaResources.values()].some(mentionsCatalog)) return;
    const unknownCatalogs = new Set<string>();
    for (const subject of schemaValues(model)) {
      const { value, schema } = subject;
      if (value.broken !== undefined || context.schema(schema)?.ok !== true) continue;
      for (const reference of catalogReferences(value.value, schema, model.schemaResources)) {
        const known = reference.catalogs.flatMap((id) => model.catalogs.get(id) ?? []);
        if (known.some(({ entries }) => entries.has(reference.key))) continue;
        if (known.length > 0) {
          yield unknownEntry(subject, reference, context.suggest(reference.key, entryKeys(known)));
          continue;
        }
        // The mistake is the schema's: once is enough, however many values it concerns.
        const catalogs = [schema, ...reference.catalogs].join("\n");
        if (!unknownCatalogs.has(catalogs)) yield unknownCatalog(subject, reference, context);
        unknownCatalogs.add(catalogs);
      }
    }
  },
});

function* entryKeys(catalogs: readonly CatalogModel[]): Generator<string> {
  for (const { entries } of catalogs) yield* entries.keys();
}

/** A value that a schema describes: of a variable, or an entry of a catalog. */
interface SchemaValue {
  readonly name: string;
  readonly value: ValueModel;
  readonly schema: string;
  readonly target: DiagnosticTarget;
}

function* schemaValues({ catalogs, variables }: WorkspaceModel): Generator<SchemaValue> {
  for (const catalog of catalogs.values()) {
    const schema = catalogSchemaPath(catalog);
    if (schema === undefined) continue;
    const target = { kind: "catalog", id: catalog.id } as const;
    for (const value of catalog.entries.values()) yield { name: `entry ${value.key}`, value, schema, target };
  }
  for (const variable of variables.values()) {
    const type = variableType(variable);
    if (type?.kind !== "schema" || type.path === undefined) continue;
    const target = { kind: "variable", id: variable.id } as const;
    for (const value of variable.values.values())
      yield { name: `value ${value.key}`, value, schema: type.path, target };
  }
}

function unknownEntry(subject: SchemaValue, reference: CatalogReference, suggestion: string | undefined): Finding {
  const { path, key, catalogs } = reference;
  return {
    at: placeOf(subject.value.place, ...path),
    message: `${nameOf(subject, path)} references unknown entry of catalog ${catalogs.join(" or ")}: ${key}`,
    suggestion,
    target: subject.target,
  };
}

function unknownCatalog(
  subject: SchemaValue,
  { path, catalogs }: CatalogReference,
  { model, suggest }: LintContext,
): Finding {
  const [first = ""] = catalogs;
  return {
    at: placeOf(subject.value.place, ...path),
    message: `${nameOf(subject, path)} names an entry of an unknown catalog: ${catalogs.join(" or ")}`,
    help: `Add the catalog, or correct ${CATALOG_KEYWORD} in ${subject.schema}.`,
    suggestion: suggest(first, model.catalogs.keys()),
    related: [{ message: "the schema that names the catalog", at: { path: subject.schema } }],
    target: subject.target,
  };
}

function nameOf({ name }: SchemaValue, path: CatalogReference["path"]): string {
  return path.length === 0 ? name : `${name} at ${jsonPointer(path)}`;
}

/** True when some part of a schema carries the keyword: most workspaces need not be searched further. */
function mentionsCatalog(schema: JsonValue): boolean {
  const open: JsonValue[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) for (const item of next as readonly JsonValue[]) open.push(item);
    else if (isJsonObject(next)) {
      if (Object.hasOwn(next, CATALOG_KEYWORD)) return true;
      for (const member of Object.values(next)) open.push(member);
    }
  }
  return false;
}
