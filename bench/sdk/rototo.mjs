import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileSink, Workspace } from "@rototo/sdk";
import { contexts, modelSchema, models, SEATS } from "./decision.mjs";

const VARIABLE = "llm-agent-config";

const contextSchema = {
  type: "object",
  required: ["account"],
  additionalProperties: false,
  properties: {
    account: {
      type: "object",
      required: ["plan", "seats"],
      properties: { plan: { type: "string" }, seats: { type: "integer" } },
    },
  },
};

/** Writes the decision as the files of a workspace. */
export function writeDecision(directory) {
  const write = (path, text) => writeFileSync(join(directory, path), text);
  const folders = ["qualifiers", "schemas", "variables", `variables/${VARIABLE}-values`];
  for (const folder of folders) mkdirSync(join(directory, folder), { recursive: true });
  write("schemas/context.schema.json", JSON.stringify(contextSchema));
  write("schemas/llm-config.schema.json", JSON.stringify(modelSchema));
  write("rototo-workspace.toml", 'schema_version = 1\n\n[environments]\nvalues = ["prod"]\n');
  write(
    "qualifiers/enterprise-accounts.toml",
    `schema_version = 1

[qualifier]

[[qualifier.predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"

[[qualifier.predicate]]
attribute = "account.seats"
op = "gte"
value = ${SEATS}
`,
  );
  write(
    `variables/${VARIABLE}.toml`,
    `schema_version = 1

[variable]
schema = "../schemas/llm-config.schema.json"

[variable.env._]
value = "standard"

[[variable.env._.rule]]
qualifier = "enterprise-accounts"
value = "enterprise"
`,
  );
  for (const [key, model] of Object.entries(models)) {
    // A JSON string or number is one in TOML as well.
    const lines = Object.entries(model).map(([field, value]) => `${field} = ${JSON.stringify(value)}\n`);
    write(`variables/${VARIABLE}-values/${key}.toml`, lines.join(""));
  }
}

/**
 * The decision through the SDK, as functions from the index of a context to the object.
 * Those in `recorded` have a sink; `asked()` and `arrived()` count calls and written records.
 */
export async function startRototo(directory) {
  writeDecision(directory);
  const workspace = await Workspace.load(directory);
  const scopes = contexts.map((context) => workspace.scope("prod", context));
  const log = fileSink(join(directory, "records.ndjson"));
  return {
    answers: {
      "prepared scope": (index) => scopes[index].resolveVariable(VARIABLE).value,
      "full call with context validation": (index) =>
        workspace.resolveVariable(VARIABLE, "prod", contexts[index]).value,
      "full call with trace": (index) => workspace.trace(VARIABLE, "prod", contexts[index]).resolution.value,
    },
    recorded: {
      "full call, 1 % to a sink": await startRecorded(directory, 0.01),
      "full call, 100 % to a sink": await startRecorded(directory, 1),
      "full call, 1 % to a file": await startRecorded(directory, 0.01, log),
    },
  };
}

/** `target` takes the records; without one they are dropped, and what is left is the cost of recording itself. */
async function startRecorded(directory, sampling, target) {
  let [asked, arrived] = [0, 0];
  const sink = {
    write(records) {
      arrived += records.length;
      return target?.write(records);
    },
    close: () => target?.close(),
  };
  const workspace = await Workspace.load(directory, { records: { sinks: [sink], sampling } });
  return {
    sampling,
    decide(index) {
      asked += 1;
      return workspace.resolveVariable(VARIABLE, "prod", contexts[index]).value;
    },
    asked: () => asked,
    arrived: () => arrived,
    close: () => workspace.close(),
  };
}
