import type { GitSession } from "./git-session.js";
import { runGit } from "./run-git.js";

/**
 * The session with an ssh that never asks: for a password, a passphrase, or
 * whether to trust a host. A command for ssh that the user has set stays as it
 * is; it has no terminal to ask on.
 */
export async function forbidSshQuestions(session: GitSession): Promise<GitSession> {
  const { environment } = session;
  const { variables } = environment;
  if (variables["GIT_SSH_COMMAND"] !== undefined || variables["GIT_SSH"] !== undefined) return session;
  const { status } = await runGit(session, ["config", "--get", "core.sshCommand"]);
  if (status === 0) return session;
  return {
    ...session,
    environment: { ...environment, variables: { ...variables, GIT_SSH_COMMAND: "ssh -o BatchMode=yes" } },
  };
}
