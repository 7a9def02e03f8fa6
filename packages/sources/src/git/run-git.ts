import { devNull, tmpdir } from "node:os";
import { parse } from "node:path";
import { RototoError } from "@rototo/core/resolve";
import { startGit } from "./git-process.js";
import type { GitSession } from "./git-session.js";

export interface GitOutcome {
  readonly status: number;
  readonly stdout: string;
  /** The end of it. */
  readonly stderr: string;
}

/** More than the refs of any repository; in bytes. */
const STDOUT_LIMIT = 64 * 1024 * 1024;

/**
 * Runs git to its end and returns what it printed, whatever its exit status. It
 * runs outside of any repository, so that none that happens to be in the current
 * directory, or above it, has its configuration read.
 *
 * @throws {RototoError} `source-timeout`, `source-too-large`, or `source-unavailable` where git cannot be started.
 */
export async function runGit(session: GitSession, args: readonly string[]): Promise<GitOutcome> {
  const git = startGit(session, [`--git-dir=${devNull}`, ...args], parse(tmpdir()).root);
  git.stdin.end();
  const chunks: Buffer[] = [];
  let length = 0;
  git.stdout.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > STDOUT_LIMIT) git.stop(tooMuch(session));
    else chunks.push(chunk);
  });
  const status = await git.ended;
  return { status, stdout: Buffer.concat(chunks).toString("utf8"), stderr: git.stderr() };
}

function tooMuch({ source }: GitSession): RototoError {
  const { name } = source;
  return new RototoError(
    "source-too-large",
    `${name}: the server lists more refs than can be read; check the name of the branch or tag, or name a full commit id`,
    { details: { source: name } },
  );
}
