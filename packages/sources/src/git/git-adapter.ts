import { RototoError } from "@rototo/core/resolve";
import { ownCause } from "../own-cause.js";
import { isCommitId } from "../parse/parse-git-source.js";
import type { LoadedDocuments } from "../loaded-source.js";
import type { GitSource } from "../source.js";
import type { SourceAdapter } from "../source-adapter.js";
import type { SourceOptions } from "../source-options.js";
import { systemReason } from "../system-reason.js";
import { CommitFiles, incomplete } from "./commit-files.js";
import { fetchCommit, fetchObjects } from "./fetch-commit.js";
import { forbidSshQuestions } from "./forbid-ssh-questions.js";
import { createGitSession, type GitSession } from "./git-session.js";
import { listRemoteRefs } from "./list-remote-refs.js";
import { ObjectReader } from "./object-reader.js";
import { readGitDocuments } from "./read-git-documents.js";
import { commitNotFound } from "./ref-not-found.js";
import { refNames } from "./ref-names.js";
import { withTemporaryRepository, type RepositoryDirectory } from "./repository-directory.js";
import { withStoredRepository, type StoredRepository } from "./repository-store.js";

/**
 * A workspace in a Git repository, read by the host's git with its own
 * authentication. Content comes from the object database into memory and is
 * never checked out, so no hook, filter, attribute, submodule or link of the
 * repository takes part.
 */
export const gitAdapter: SourceAdapter<GitSource> = {
  async load(source, options) {
    const session = await openSession(source, options);
    session.onProgress?.(`${source.name}: fetching`);
    try {
      return await loadSession(session, options.gitStore);
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error instanceof Error && "syscall" in error ? noRoom(source, error as NodeJS.ErrnoException) : error;
    }
  },

  async probe(source, fingerprint, options) {
    if (isCommitId(source.ref)) return "immutable";
    try {
      const session = await openSession(source, options);
      const names = refNames(source.ref);
      const refs = await listRemoteRefs(session, [...names, ...names.map((name) => `${name}^{}`)]);
      for (const name of names) {
        const id = refs.get(`${name}^{}`) ?? refs.get(name);
        if (id !== undefined) return fingerprintOf(id) === fingerprint ? "unchanged" : "changed";
      }
      return "unknown";
    } catch {
      options.signal?.throwIfAborted();
      return "unknown";
    }
  },
};

function fingerprintOf(commit: string): string {
  return `git:${commit}`;
}

async function openSession(source: GitSource, options: SourceOptions): Promise<GitSession> {
  options.signal?.throwIfAborted();
  const session = createGitSession(source, options);
  return source.transport === "ssh" ? forbidSshQuestions(session) : session;
}

async function loadSession(session: GitSession, gitStore: string | undefined): Promise<LoadedDocuments> {
  if (gitStore === undefined) return loadFresh(session);
  const stored = await withStoredRepository(session, gitStore, (repository) => loadStored(session, repository));
  // Rather than wait for whoever has the repository, fetch everything once more.
  return stored === undefined ? loadFresh(session) : stored.result;
}

/** What git fetches goes through files, and the system let none be made. */
function noRoom({ name }: GitSource, cause: NodeJS.ErrnoException): RototoError {
  return new RototoError(
    "source-unavailable",
    `${name}: cannot write the files that git needs (${systemReason(cause)}); check the temporary directory, or TMPDIR`,
    { details: { source: name }, cause: ownCause(cause) },
  );
}

async function loadStored(session: GitSession, repository: StoredRepository): Promise<LoadedDocuments> {
  if (repository.isNew) return loadInto(session, repository);
  const { ref } = session.source;
  try {
    // A commit that was fetched once is all there is to know about it.
    const kept = isCommitId(ref) ? await readCommit(session, repository, `${ref}^{commit}`) : undefined;
    return kept ?? (await fetchAndRead(session, repository));
  } catch (error) {
    if (!(error instanceof RototoError && error.code === "source-unavailable")) throw error;
    // It may be the kept objects that are damaged: then all goes well without them.
    const loaded = await loadFresh(session);
    repository.clear();
    return loaded;
  }
}

function loadFresh(session: GitSession): Promise<LoadedDocuments> {
  return withTemporaryRepository((repository) => loadInto(session, repository));
}

async function loadInto(session: GitSession, repository: RepositoryDirectory): Promise<LoadedDocuments> {
  initialise(session, repository);
  return fetchAndRead(session, repository);
}

async function fetchAndRead(session: GitSession, repository: RepositoryDirectory): Promise<LoadedDocuments> {
  const loaded = await readCommit(session, repository, await fetchCommit(session, repository, "likely"));
  if (loaded === undefined) throw commitNotFound(session);
  return loaded;
}

function initialise({ source: { ref } }: GitSession, repository: RepositoryDirectory): void {
  repository.initialise(isCommitId(ref) && ref.length === 64 ? "sha256" : "sha1");
}

/** The workspace at the commit that `expression` names; `undefined` when the repository has none. */
async function readCommit(
  session: GitSession,
  repository: RepositoryDirectory,
  expression: string,
): Promise<LoadedDocuments | undefined> {
  const asked = new Set<string>();
  for (;;) {
    // More than two turns only for links that lead to links.
    const read = await readWhatIsThere(session, repository, expression);
    if (read === undefined) return undefined;
    const notFetched = [...read.notFetched];
    if (notFetched.length === 0) return read.loaded;
    if (notFetched.some((id) => asked.has(id))) throw incomplete(session.source.name);
    if (!(await fetchObjects(session, repository, notFetched))) {
      // A server that leaves files out, and does not hand them out one by one.
      initialise(session, repository);
      await fetchCommit(session, repository, "all");
    }
    for (const id of notFetched) asked.add(id);
  }
}

async function readWhatIsThere(
  session: GitSession,
  repository: RepositoryDirectory,
  expression: string,
): Promise<{ readonly loaded: LoadedDocuments; readonly notFetched: ReadonlySet<string> } | undefined> {
  const { source, limits, selection } = session;
  const reader = new ObjectReader(session, repository.path);
  try {
    const files = await CommitFiles.open(reader, source.name, expression);
    if (files === undefined) return undefined;
    const loaded = {
      documents: await readGitDocuments(files, source, limits, selection),
      fingerprint: fingerprintOf(files.commit),
      immutable: isCommitId(source.ref),
      name: source.name,
    };
    return { loaded, notFetched: files.notFetched };
  } finally {
    await reader.close();
  }
}
