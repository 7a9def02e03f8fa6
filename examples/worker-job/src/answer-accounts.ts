import { setImmediate as nextTurn } from "node:timers/promises";
import { RototoError, type Workspace } from "@rototo/sdk";
import type { AccountWorkspace } from "./account-workspace.js";
import { answerAccount } from "./answer-account.js";

/** Yields one line for each account. A line that is no account goes to `onRefused`, and the batch goes on. */
export async function* answerAccounts(
  workspace: Workspace<AccountWorkspace>,
  lines: AsyncIterable<string>,
  onRefused: (lineNumber: number, reason: string) => void,
): AsyncGenerator<string> {
  let lineNumber = 0;
  for await (const line of lines) {
    lineNumber += 1;
    let answer: string;
    try {
      answer = answerAccount(workspace, line);
    } catch (error) {
      if (!isMistakeInLine(error)) throw error;
      onRefused(lineNumber, error.message);
      continue;
    }
    yield `${answer}\n`;
    // Records are written between two turns of the event loop: without one, a long batch would fill their queue.
    await nextTurn();
  }
}

function isMistakeInLine(error: unknown): error is Error {
  return error instanceof SyntaxError || (error instanceof RototoError && error.code === "context-invalid");
}
