import { keyOf, type Place } from "../../../documents/place.js";
import { isJsonObject, ownValue, type JsonValue } from "../../../json/json-value.js";
import { RESERVED_CONTEXT_FIELDS } from "../../../grammar/attribute.js";
import { declaredNames } from "../../../schema/questions/find-attribute.js";
import { defineRule } from "../../rule.js";
import { knownContextSchema } from "../../known-context-schema.js";

export const contextSchemaReservedField = defineRule({
  code: "context-schema-reserved-field",
  entity: "manifest",
  stage: "value",
  severity: "error",
  title: "The context schema declares a reserved field at the top",
  help: "Give the field another name, or move it into an object.",
  why: "`qualifier.` and `rototo.` mean something else in an attribute, so no predicate can ever read such a field.",
  examples: {
    reported: {
      "schemas/context.schema.json": `{
  "type": "object",
  "properties": {
    ⟦"qualifier"⟧: { "type": "string" }
  }
}
`,
    },
    accepted: {
      "schemas/context.schema.json": `{
  "type": "object",
  "properties": {
    "account_qualifier": { "type": "string" }
  }
}
`,
    },
  },
  *check(_manifest, { model }) {
    const path = knownContextSchema(model);
    if (path === undefined) return;
    const names = new Set(declaredNames([], path, model.schemaResources));
    for (const name of RESERVED_CONTEXT_FIELDS) {
      if (!names.has(name)) continue;
      yield {
        at: placeOfProperty(path, name, model.schemaResources.get(path)),
        message: `context schema declares a reserved field: ${name}`,
        target: { kind: "schema", id: path },
      };
    }
  },
});

/** The property itself; the whole file when the schema has it from a part or another file. */
function placeOfProperty(path: string, name: string, schema: JsonValue | undefined): Place {
  const properties = isJsonObject(schema) ? ownValue(schema, "properties") : undefined;
  if (!isJsonObject(properties) || !Object.hasOwn(properties, name)) return { path };
  return keyOf({ path, steps: ["properties", name] });
}
