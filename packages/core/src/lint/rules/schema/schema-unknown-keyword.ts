import { keywordsWithoutEffect, OWN_KEYWORDS } from "../../../schema/questions/own-keywords.js";
import { placeOfPointer } from "../../schema-mistakes.js";
import { defineRule } from "../../rule.js";

export const schemaUnknownKeyword = defineRule({
  code: "schema-unknown-keyword",
  entity: "schema",
  stage: "reference",
  severity: "error",
  title: "A keyword that looks like one of rototo's does nothing",
  help: 'Write `"x-rototo-redact": true` or `"x-rototo-catalog": "<id>"`, or give the keyword another prefix.',
  why: "A mark that is not understood hides nothing and checks nothing: what it was to keep out of records would be in them.",
  examples: {
    reported: {
      "rototo-workspace.toml": `schema_version = 1

[context]
schema = "schemas/context.schema.json"
`,
      "schemas/context.schema.json": `{ "properties": { "email": { "type": "string", "x-rototo-redact": ⟦"true"⟧ } } }
`,
    },
    accepted: {
      "rototo-workspace.toml": `schema_version = 1

[context]
schema = "schemas/context.schema.json"
`,
      "schemas/context.schema.json": `{ "properties": { "email": { "type": "string", "x-rototo-redact": true } } }
`,
    },
  },
  *check(schema, context) {
    for (const { keyword, pointer, expected } of keywordsWithoutEffect(schema.path, context.model.schemaResources)) {
      const at = placeOfPointer(schema, pointer);
      if (expected !== undefined) {
        yield { at, message: `schema has ${keyword} with a value of another kind: it takes ${expected}` };
        continue;
      }
      const suggestion = context.suggest(keyword, OWN_KEYWORDS);
      const hint = suggestion === undefined ? `rototo has ${OWN_KEYWORDS.join(", ")}` : `did you mean ${suggestion}?`;
      yield { at, message: `schema has ${keyword}, which is no keyword of rototo's: ${hint}` };
    }
  },
});
