import { RototoError, type RototoErrorCode } from "@rototo/core/resolve";
import type { GitSession } from "./git-session.js";

/** What a failure of git means: the first pattern that its words match. */
interface KnownFailure {
  readonly pattern: RegExp;
  readonly code: RototoErrorCode;
  /** What happened, and what to try. */
  readonly message: string;
}

/** Words of git, curl and ssh, as they are with LC_ALL=C; more telling ones first, since git adds general ones after them. */
const KNOWN_FAILURES: readonly KnownFailure[] = [
  {
    pattern: /No space left on device|Disk quota exceeded/i,
    code: "source-unavailable",
    message: "there is no room for what git fetches; check the temporary directory, or TMPDIR",
  },
  {
    pattern: /Host key verification failed/i,
    code: "source-denied",
    message: "ssh does not know the host's key; add it to known_hosts after comparing it, for example with ssh-keyscan",
  },
  {
    pattern: /detected dubious ownership/i,
    code: "source-denied",
    message: "the repository belongs to another user; allow it with git config --global --add safe.directory",
  },
  {
    pattern:
      /Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied|Access denied|Too many authentication failures|returned error: 40[13]\b|HTTP Basic: Access denied|no matching host key/i,
    code: "source-denied",
    message: "access was denied; give git on this machine credentials for it: a credential helper, or a key for ssh",
  },
  {
    pattern: /Protocol "?\w+"? (?:not supported|disabled)|transport '\w+' not allowed/i,
    code: "source-unsafe",
    message: "the server redirects to an address that is not https; use the https address of the repository",
  },
  {
    pattern:
      /SSL certificate|certificate (?:verification|subject)|self[- ]signed certificate|unable to get local issuer/i,
    code: "source-unavailable",
    message: "the server's certificate is not trusted; tell git its authority with http.sslCAInfo",
  },
  {
    pattern:
      /repository '.*' not found|is this a git repository\?|returned error: 404\b|does not appear to be a git repository|repository .*does not exist|Repository not found/i,
    code: "workspace-not-found",
    message: "there is no such repository, or it may not be read; check the address",
  },
  {
    pattern: /Could not resolve host|Failed to connect|Connection refused|No route to host|Network is unreachable/i,
    code: "source-unavailable",
    message: "the host cannot be reached; check its name and the network",
  },
  {
    pattern: /timed out|too slow/i,
    code: "source-timeout",
    message: "the host did not answer in time; try again",
  },
  {
    pattern:
      /early EOF|hung up unexpectedly|unexpected disconnect|RPC failed|Empty reply|transfer closed|Connection reset|Connection closed|invalid index-pack output|fetch-pack/i,
    code: "source-unavailable",
    message: "the connection was cut before everything arrived; try again",
  },
  {
    pattern: /cannot run (?:ssh|\S*\/ssh)/i,
    code: "source-unavailable",
    message: "git could not start ssh; install an ssh client",
  },
  {
    pattern: /returned error: 5\d\d\b/i,
    code: "source-unavailable",
    message: "the server failed; try again later",
  },
  {
    pattern: /Could not read from remote repository/i,
    code: "source-denied",
    message: "there is no such repository, or it may not be read; check the address, and the key that ssh uses",
  },
];

/** The error for a git command that failed, from what it said. */
export function gitFailure(session: GitSession, stderr: string): RototoError {
  const { name } = session.source;
  const details = { source: name };
  // Lines from the server could say anything, our own credentials included.
  const own = stderr.replace(/^remote:.*$/gm, "");
  const known = KNOWN_FAILURES.find(({ pattern }) => pattern.test(own));
  if (known !== undefined) return new RototoError(known.code, `${name}: ${known.message}`, { details });
  return new RototoError("source-unavailable", `${name}: git failed: ${lastWords(own, session)}`, { details });
}

/** The line that says why, without what must not be shown. */
function lastWords(stderr: string, { environment }: GitSession): string {
  const lines = stderr.split(/[\r\n]+/).filter((line) => /^(?:fatal|error):/.test(line));
  let words =
    lines[0]
      ?.replace(/^\w+: */, "")
      .replace(/[\0-\x1f\x7f-\x9f]/g, " ")
      .slice(0, 300) ?? "it did not say why";
  for (const secret of environment.secrets) words = words.replaceAll(secret, "***");
  // Addresses of the user's own configuration may have credentials as well.
  return words.replace(/\/\/[^/\s@]*@/g, "//");
}
