import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeWorkspace } from "../lint/write-workspace.mjs";
import { modelSchema } from "../sdk/decision.mjs";

/** Writes a workspace of `count` variables of which every second gives an object, with qualifiers and a context schema. */
export function writeServiceWorkspace(directory, count) {
  writeWorkspace(directory, count);
  writeFileSync(join(directory, "schemas/model.schema.json"), JSON.stringify(modelSchema));
  for (let index = 0; index < count; index += 2) writeObjectVariable(directory, index, Math.max(1, count / 10), 1200);
}

/** Gives every object variable in `indexes` another `max_output_tokens`. */
export function changeVariables(directory, count, indexes, tokens) {
  for (const index of indexes) writeObjectVariable(directory, index, Math.max(1, count / 10), tokens);
}

export function idOf(index) {
  return `limit-${index}`;
}

function writeObjectVariable(directory, index, qualifiers, tokens) {
  const model = (name) => `[variable.values.${name}]
model = "${name}-${index}"
gateway = "openai"
prompt = "Summarize the incident, customer impact, and next steps."
max_output_tokens = ${tokens}
temperature = 0.3
`;
  writeFileSync(
    join(directory, `variables/${idOf(index)}.toml`),
    `schema_version = 1

[variable]
schema = "../schemas/model.schema.json"

${["small", "standard", "large"].map(model).join("\n")}
[variable.env._]
value = "standard"

[variable.env.dev]
value = "small"

[[variable.env._.rule]]
qualifier = "large-${index % qualifiers}"
value = "large"
`,
  );
}
