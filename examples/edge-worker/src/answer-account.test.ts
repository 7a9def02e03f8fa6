import { compileWorkspace, createDocuments, lintWorkspace, readWorkspace } from "@rototo/core";
import { interpreterEngine as schemaEngine } from "@rototo/core/interpreter";
import { openSnapshot } from "@rototo/core/queries";
import { expect, it } from "vitest";
import { answerAccount } from "./answer-account.js";

/** The workspace in short. */
const model = readWorkspace(
  createDocuments({
    "rototo-workspace.toml": `schema_version = 1
[environments]
values = ["dev", "prod"]
`,
    "schemas/context.schema.json": JSON.stringify({
      type: "object",
      required: ["account"],
      properties: {
        account: {
          type: "object",
          required: ["plan", "seats"],
          properties: { plan: { type: "string" }, seats: { type: "integer" } },
        },
      },
    }),
    "qualifiers/enterprise-accounts.toml": `schema_version = 1
[[predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"
[[predicate]]
attribute = "account.seats"
op = "gte"
value = 100
`,
    "variables/llm-agent-config.toml": `schema_version = 1
type = "string"
[values]
standard = "small model"
enterprise = "large model"
[env._]
value = "standard"
[[env.prod.rule]]
qualifier = "enterprise-accounts"
value = "enterprise"
[env.prod]
value = "standard"
`,
  }),
);
const { accepted } = lintWorkspace(model, { schemaEngine });
if (accepted === undefined) throw new Error("the workspace of the test has mistakes");
const snapshot = { source: "test", fingerprint: "test", workspace: compileWorkspace(accepted) };
const resolver = openSnapshot(snapshot, { schemaEngine });

function ask(query: string, environment = "prod"): Response {
  return answerAccount(resolver, environment, new URLSearchParams(query));
}

it("answers for the account and the environment", async () => {
  expect(await ask("plan=enterprise&seats=250").json()).toEqual({
    configuration: "large model",
    valueKey: "enterprise",
    reason: "matched_rule",
  });
  expect(await ask("plan=enterprise&seats=20").json()).toMatchObject({ valueKey: "standard" });
  expect(await ask("plan=enterprise&seats=250", "dev").json()).toMatchObject({ valueKey: "standard" });
});

it.each([
  ["plan=enterprise", "/account/seats"],
  ["plan=enterprise&seats=", "/account/seats"],
  ["plan=enterprise&seats=1.5", "/account/seats"],
  ["seats=3", "/account/plan"],
])("refuses an account that the workspace does not accept: %s", async (query, pointer) => {
  const response = ask(query);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: "context-invalid", violations: [{ pointer }] });
});

it("does not take a mistake of its own for the client's", () => {
  expect(() => ask("plan=free&seats=3", "staging")).toThrow(/staging/);
});
