import { removeCredentials } from "@rototo/sources";
import { usageError } from "../failure/command-error.js";

/** Hosts whose pages people copy the address of, where they mean the repository. */
const REPOSITORY_PAGE =
  /^https:\/\/(?:[^/@]*@)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[^/?#]+\/[^/?#]+\/?(?:#.*)?$/;
const REPOSITORY = /^https:\/\/[^?#]*\.git\/?(?:#.*)?$/;

/**
 * Refuses a source that is written as something else than what was certainly meant,
 * before anything is looked for at the wrong place.
 *
 * @throws {CommandError} `usage`
 */
export function refuseSlips(text: string): void {
  if (/^~(?:\/|$)/.test(text)) {
    throw usageError(`the shell left ${text} as it is, because ~ means a home only at the start of a word`, {
      help: `write \`--workspace ${text}\` with a blank, or $HOME${text.slice(1)}; a directory of that name is ./${text}`,
    });
  }
  if (REPOSITORY_PAGE.test(text) || REPOSITORY.test(text)) {
    // As what it means: of an archive's address the fragment would be hidden.
    const meant = removeCredentials(`git+${text}`);
    throw usageError(`${meant.slice("git+".length)} is a repository, and https:// alone stands for an archive`, {
      help: `did you mean \`${meant}\`?`,
    });
  }
}
