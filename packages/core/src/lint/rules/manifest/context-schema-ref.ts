import { resolveReference } from "../../../model/resolve-reference.js";
import { defineRule } from "../../rule.js";
import { schemaReferenceProblem } from "../../schema-reference-problem.js";

export const contextSchemaRef = defineRule({
  code: "context-schema-ref",
  entity: "manifest",
  stage: "reference",
  severity: "error",
  title: "The declared context schema is not there",
  help: "Name a JSON file directly in schemas/, relative to the workspace root.",
  why: "Without its schema the context of an application is not checked, and qualifiers would silently be false.",
  examples: {
    reported: {
      "rototo-workspace.toml": `schema_version = 1

[context]
schema = ⟦"schemas/context.schema.json"⟧
`,
    },
    accepted: {
      "rototo-workspace.toml": `schema_version = 1

[context]
schema = "schemas/context.schema.json"
`,
      "schemas/context.schema.json": `{ "type": "object" }
`,
    },
  },
  *check({ contextSchema, path }, { model, suggest }) {
    // A path out of the workspace is a mistake of its own.
    if (contextSchema.state !== "present" || resolveReference(path, contextSchema.value).kind === "outside") return;
    yield* schemaReferenceProblem(path, contextSchema, model, suggest);
  },
});
