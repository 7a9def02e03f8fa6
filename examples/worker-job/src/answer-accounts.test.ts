import { Readable } from "node:stream";
import { Workspace } from "@rototo/sdk";
import { ControllableSource } from "@rototo/sdk/testing";
import { describe, expect, it } from "vitest";
import type { AccountWorkspace } from "./account-workspace.js";
import { answerAccounts } from "./answer-accounts.js";

const source = new ControllableSource({
  environments: ["dev", "stage", "prod"],
  contextSchema: {
    type: "object",
    properties: { account: { type: "object", required: ["plan"], properties: { plan: { type: "string" } } } },
  },
  qualifiers: { "enterprise-accounts": [{ attribute: "account.plan", op: "eq", value: "enterprise" }] },
  variables: {
    "llm-agent-config": {
      values: { standard: { model: "small" }, enterprise: { model: "large" } },
      default: "standard",
      rules: [{ qualifier: "enterprise-accounts", value: "enterprise" }],
    },
  },
});

async function answer(...input: string[]) {
  const workspace = await Workspace.load<AccountWorkspace>(source);
  const answers: unknown[] = [];
  const refused: number[] = [];
  const lines = Readable.from(input);
  for await (const line of answerAccounts(workspace, lines, (lineNumber) => refused.push(lineNumber))) {
    answers.push(JSON.parse(line));
  }
  return { answers, refused };
}

describe("answering accounts", () => {
  it("gives each account its configuration, in order", async () => {
    const { answers, refused } = await answer('{"id":"a","plan":"enterprise"}', '{"id":"b","plan":"free"}');
    expect(answers).toEqual([
      { account: "a", valueKey: "enterprise", configuration: { model: "large" } },
      { account: "b", valueKey: "standard", configuration: { model: "small" } },
    ]);
    expect(refused).toEqual([]);
  });

  it("refuses a line that is no account, and goes on", async () => {
    const { answers, refused } = await answer("{", "null", "", '{"id":"b"}', '{"id":"c","plan":"free"}');
    expect(answers).toEqual([{ account: "c", valueKey: "standard", configuration: { model: "small" } }]);
    expect(refused).toEqual([1, 2, 3, 4]);
  });
});
