import { gitFailure } from "./git-failure.js";
import type { GitSession } from "./git-session.js";
import { runGit } from "./run-git.js";

/**
 * Asks the server for its refs, by full name, with the objects that they name.
 * An annotated tag is there as itself and, under `<name>^{}`, as its commit.
 *
 * @param names Full names to ask for; none for all.
 * @throws {RototoError} what went wrong on the way; a ref that is not there is not in the result.
 */
export async function listRemoteRefs(
  session: GitSession,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { environment } = session;
  const { status, stdout, stderr } = await runGit(session, ["ls-remote", "--quiet", "--", environment.url, ...names]);
  if (status !== 0) throw gitFailure(session, stderr);
  const refs = new Map<string, string>();
  for (const line of stdout.split("\n")) {
    const [id, name] = line.split("\t");
    // Git takes a name for the end of one; what is longer was not asked for.
    if (id !== undefined && name !== undefined && (names.length === 0 || names.includes(name))) refs.set(name, id);
  }
  return refs;
}
