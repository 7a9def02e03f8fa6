import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RototoError } from "@rototo/core/resolve";
import { tooLarge } from "../over-limit.js";
import { isCommitId } from "../parse/parse-git-source.js";
import { gitFailure } from "./git-failure.js";
import { startGit } from "./git-process.js";
import type { GitSession } from "./git-session.js";
import { commitNotFound, refNotFound } from "./ref-not-found.js";
import { refNames } from "./ref-names.js";
import type { ObjectFormat, RepositoryDirectory } from "./repository-directory.js";

/** Where the fetched commit is kept, so that the next fetch need not bring what it has. */
const FETCHED = "refs/rototo/fetched";

/** How often the size of what arrives is looked at, in ms. */
const SIZE_CHECK_MS = 200;

/** What a server leaves out is not counted, and most can leave out what is not of the workspace. */
const FETCH_LESS = "keep the workspace in a repository of its own";

/** Of a repository that is all workspace, one fetch brings what a workspace can be thought to have. */
const LARGEST_BLOB_AT_ONCE = "256k";

/** Which of a commit's files come with it: all, or those that a load of this source is likely to need. */
export type FetchedFiles = "all" | "likely";

/**
 * Fetches what the source's ref names, without history, and returns the
 * expression that names it in the repository. Files are left out only by servers
 * that can: the others send everything.
 *
 * @throws {RototoError} `workspace-not-found` for a repository or ref that is not there, or what went wrong.
 */
export async function fetchCommit(
  session: GitSession,
  repository: RepositoryDirectory,
  files: FetchedFiles,
): Promise<string> {
  const { ref, subdirectory } = session.source;
  const filter = subdirectory === "" ? `blob:limit=${LARGEST_BLOB_AT_ONCE}` : "blob:none";
  const options = ["--depth=1", ...(files === "all" ? [] : [`--filter=${filter}`])];
  if (isCommitId(ref)) return fetchCommitById(session, repository, ref, options);
  for (const name of refNames(ref)) {
    const { kind, stderr } = await fetchInAnyFormat(session, repository, options, [`+${name}:${FETCHED}`]);
    if (kind === "fetched") return `${FETCHED}^{commit}`;
    if (kind !== "missing") throw gitFailure(session, stderr);
  }
  throw await refNotFound(session);
}

/**
 * Fetches these objects, all in one go, as they are.
 *
 * @returns False when the server does not hand them out by their ids.
 * @throws {RototoError} what went wrong on the way.
 */
export async function fetchObjects(
  session: GitSession,
  repository: RepositoryDirectory,
  ids: readonly string[],
): Promise<boolean> {
  const { kind, stderr } = await fetch(session, repository, ["--filter=blob:none", "--stdin"], ids);
  if (kind === "missing" || kind === "not-served") return false;
  if (kind !== "fetched") throw gitFailure(session, stderr);
  return true;
}

async function fetchCommitById(
  session: GitSession,
  repository: RepositoryDirectory,
  id: string,
  options: readonly string[],
): Promise<string> {
  const direct = await fetch(session, repository, options, [`+${id}:${FETCHED}`]);
  if (direct.kind === "fetched") return `${FETCHED}^{commit}`;
  if (direct.kind === "other-format") {
    throw commitNotFound(session, `the repository's commit ids have ${id.length === 40 ? 64 : 40} digits`);
  }
  if (direct.kind === "missing") throw commitNotFound(session);
  if (direct.kind !== "not-served") throw gitFailure(session, direct.stderr);
  // A server that hands out nothing but its refs: the commit may be in the history of one.
  const all = await fetch(
    session,
    repository,
    options.filter((option) => option !== "--depth=1"),
    ["+refs/heads/*:refs/rototo/heads/*", "+refs/tags/*:refs/rototo/tags/*"],
  );
  if (all.kind !== "fetched") throw gitFailure(session, all.stderr);
  return `${id}^{commit}`;
}

async function fetchInAnyFormat(
  session: GitSession,
  repository: RepositoryDirectory,
  options: readonly string[],
  refspecs: readonly string[],
): Promise<FetchOutcome> {
  const outcome = await fetch(session, repository, options, refspecs);
  if (outcome.kind !== "other-format") return outcome;
  repository.initialise(outcome.format);
  return fetch(session, repository, options, refspecs);
}

type FetchOutcome =
  | { readonly kind: "fetched" | "missing" | "not-served" | "failed"; readonly stderr: string }
  | { readonly kind: "other-format"; readonly format: ObjectFormat; readonly stderr: string };

async function fetch(
  session: GitSession,
  repository: RepositoryDirectory,
  options: readonly string[],
  wanted: readonly string[],
): Promise<FetchOutcome> {
  try {
    return await runFetch(session, repository, options, wanted);
  } finally {
    // Git remembers whom it may ask for what is missing; whether and when to ask is decided here, so it is to forget.
    repository.resetConfiguration();
  }
}

async function runFetch(
  session: GitSession,
  repository: RepositoryDirectory,
  options: readonly string[],
  wanted: readonly string[],
): Promise<FetchOutcome> {
  const { environment, onProgress } = session;
  const byId = options.includes("--stdin");
  const overLimit = sizeGuard(session, repository.path);
  const git = startGit(
    session,
    [
      "--git-dir=.",
      // Objects by their ids stand for themselves: what else is here says nothing about them.
      ...(byId ? ["-c", "fetch.negotiationAlgorithm=noop"] : []),
      "fetch",
      onProgress === undefined ? "--quiet" : "--progress",
      ...options,
      "--no-tags",
      "--no-recurse-submodules",
      "--no-write-fetch-head",
      "--",
      environment.url,
      ...(byId ? [] : wanted),
    ],
    repository.path,
  );
  git.stdin.end(byId ? wanted.join("\n") : "");
  git.stdout.resume();
  // Measured while it arrives, since there may be no end to it.
  const timer = setInterval(() => {
    const reason = overLimit();
    if (reason !== undefined) git.stop(reason);
  }, SIZE_CHECK_MS);
  const status = await git.ended.finally(() => clearInterval(timer));
  const stderr = git.stderr();
  if (status === 0) {
    const reason = overLimit();
    if (reason !== undefined) throw reason;
    return { kind: "fetched", stderr };
  }
  const named = /mismatched algorithms: client \w+; server (sha1|sha256)/.exec(stderr)?.[1] as ObjectFormat | undefined;
  if (named !== undefined) return { kind: "other-format", format: named, stderr };
  // The old protocol does not say which, and SHA-1 was tried first.
  if (stderr.includes("does not support this repository's object format")) {
    return { kind: "other-format", format: "sha256", stderr };
  }
  if (/couldn't find remote ref|not our ref/.test(stderr)) return { kind: "missing", stderr };
  if (stderr.includes("does not allow request for unadvertised object")) return { kind: "not-served", stderr };
  return { kind: "failed", stderr };
}

/** Says when what is stored has grown by more than the limit: a server must not fill the disk. */
function sizeGuard({ source, limits }: GitSession, path: string): () => RototoError | undefined {
  const before = storedBytes(path);
  return () =>
    storedBytes(path) - before <= limits.extractedBytes
      ? undefined
      : tooLarge("to fetch it takes more than", "extractedBytes", limits, FETCH_LESS).toRototoError(source.name);
}

function storedBytes(path: string): number {
  const packs = join(path, "objects", "pack");
  try {
    return readdirSync(packs).reduce(
      (sum, name) => sum + (statSync(join(packs, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  } catch {
    // Not there yet.
    return 0;
  }
}
