import type { Workspace } from "@rototo/sdk";
import type { Account, AccountWorkspace } from "./account-workspace.js";

/**
 * The configuration that the account on one line of the input gets, as one line of the output.
 *
 * @throws {SyntaxError} when the line is no JSON. {RototoError} `context-invalid` when it is no account.
 */
export function answerAccount(workspace: Workspace<AccountWorkspace>, line: string): string {
  // Resolving validates the account.
  const account = JSON.parse(line) as Account;
  const { value, valueKey } = workspace.resolveVariable("llm-agent-config", "prod", { account });
  return JSON.stringify({ account: account.id, valueKey, configuration: value });
}
