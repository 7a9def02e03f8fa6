import type { WorkspaceDefinition } from "@rototo/sdk/testing";

/** The workspace of the service in short, with models that a test can tell apart. */
export function incidentDefinition(enterpriseModel = "large"): WorkspaceDefinition {
  return {
    environments: ["dev", "stage", "prod"],
    contextSchema: {
      type: "object",
      required: ["account"],
      properties: {
        account: {
          type: "object",
          required: ["plan", "seats"],
          properties: { plan: { type: "string" }, seats: { type: "integer" } },
        },
      },
    },
    qualifiers: { "enterprise-accounts": [{ attribute: "account.plan", op: "eq", value: "enterprise" }] },
    variables: {
      "llm-agent-config": {
        values: { standard: { model: "small" }, enterprise: { model: enterpriseModel } },
        default: "standard",
        rules: [{ qualifier: "enterprise-accounts", value: "enterprise" }],
      },
    },
  };
}
