import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { fileSink, Workspace } from "@rototo/sdk";
import type { AccountWorkspace } from "./account-workspace.js";
import { answerAccounts } from "./answer-accounts.js";

export interface JobOptions {
  /** A directory, or a `git+https://…` or `https://…` address. */
  readonly workspaceSource: string;
  /** JSON lines, one account on each; standard input without it. */
  readonly accountsFile: string | undefined;
  /** Where records of the answers are appended; nowhere without it. */
  readonly recordsFile: string | undefined;
  readonly stop: AbortSignal;
}

/**
 * Answers every account with one version of the workspace, on standard output.
 *
 * @returns how many lines were refused; standard error says why.
 * @throws when the workspace or the accounts cannot be read, or the job is stopped.
 */
export async function runJob({ workspaceSource, accountsFile, recordsFile, stop }: JobOptions): Promise<number> {
  const workspace = await Workspace.load<AccountWorkspace>(workspaceSource, {
    records: { sinks: recordsFile === undefined ? [] : [fileSink(recordsFile)] },
    signal: stop,
  });
  try {
    let refused = 0;
    const answers = answerAccounts(workspace, await openLines(accountsFile, stop), (lineNumber, reason) => {
      refused += 1;
      process.stderr.write(`line ${lineNumber}: ${reason}\n`);
    });
    await pipeline(answers, process.stdout, { end: false, signal: stop });
    return refused;
  } finally {
    await workspace.close();
    for (const { dropped, failed } of workspace.recordStatistics()) {
      if (dropped + failed > 0) process.stderr.write(`${dropped + failed} answers were not recorded\n`);
    }
  }
}

async function openLines(path: string | undefined, stop: AbortSignal): Promise<AsyncIterable<string>> {
  const input = path === undefined ? process.stdin : (await open(path)).createReadStream();
  return createInterface({ input, crlfDelay: Infinity, signal: stop });
}
