import { lstatSync, realpathSync, statSync } from "node:fs";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Document, Documents } from "@rototo/core/documents";
import { RototoError } from "@rototo/core/resolve";
import { selectDocuments, type DocumentSelection } from "../select-documents.js";
import { ownCause } from "../own-cause.js";
import { FileStates } from "./file-states.js";
import { listFiles } from "./list-files.js";
import { readFile } from "./read-file.js";
import type { SourceOptions } from "../source-options.js";
import { workspaceNotFound } from "./workspace-not-found.js";

const ATTEMPTS = 6;

/**
 * How long a file must have been left alone, in ms. File systems stamp changes
 * with a clock that ticks every few ms, so that two changes within one tick can
 * look like one; a file older than this cannot change unseen.
 */
const SETTLE_MS = 25;

/** Files read between two turns of the event loop. */
const BATCH = 256;

/**
 * Reads the workspace in `directory` as one version: when a file changes while
 * it is read, it reads again, a few times, and then gives up.
 *
 * @throws {RototoError} `workspace-not-found` or `source-unavailable`.
 */
export async function readLocalDocuments(
  directory: string,
  { signal, tests }: Pick<SourceOptions, "signal" | "tests"> = {},
): Promise<Documents> {
  const selection = selectDocuments(tests);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const documents = await readOnce(findRealRoot(directory), selection, directory, signal);
    if (documents !== undefined) return documents;
    await setTimeout(SETTLE_MS * attempt, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
  }
  throw unavailable(directory, "its files keep changing while they are read");
}

/** The documents, or `undefined` when a file may have changed meanwhile. */
async function readOnce(
  root: string,
  selection: DocumentSelection,
  directory: string,
  signal: AbortSignal | undefined,
): Promise<Documents | undefined> {
  const settledBefore = Date.now() - SETTLE_MS;
  const documents = new Map<string, Document>();
  const before = new FileStates();
  let newestChange = 0;
  try {
    for (const file of listFiles(root, selection)) {
      if (documents.size % BATCH === 0) {
        await setImmediate();
        signal?.throwIfAborted();
      }
      if ("unreadable" in file) {
        documents.set(file.path, { unreadable: file.unreadable });
        before.add(file.path, undefined);
        continue;
      }
      const { document, stats } = readFile(file.absolute);
      documents.set(file.path, document);
      before.add(file.path, stats);
      newestChange = Math.max(newestChange, stats.ctimeMs);
    }
    // Only the recent past counts: a clock that was ahead once must not keep a workspace from loading.
    if (newestChange > settledBefore && newestChange <= Date.now() + SETTLE_MS) return undefined;
    return isUnchanged(root, selection, before) ? documents : undefined;
  } catch (error) {
    signal?.throwIfAborted();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return undefined;
    throw unavailable(directory, describe(error), error);
  }
}

/** Lists again and compares with what the first listing saw. */
function isUnchanged(root: string, selection: DocumentSelection, before: FileStates): boolean {
  let index = 0;
  for (const file of listFiles(root, selection)) {
    const stats = "unreadable" in file ? undefined : lstatSync(file.absolute);
    if (!before.matches(index, file.path, stats)) return false;
    index += 1;
  }
  return index === before.size;
}

function findRealRoot(directory: string): string {
  try {
    const root = realpathSync.native(directory);
    if (!statSync(root).isDirectory()) throw workspaceNotFound(directory);
    return root;
  } catch (error) {
    if (error instanceof RototoError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") throw workspaceNotFound(directory, error);
    throw unavailable(directory, describe(error), error);
  }
}

function unavailable(directory: string, reason: string, cause?: unknown): RototoError {
  return new RototoError("source-unavailable", `cannot read the workspace in ${directory}: ${reason}`, {
    details: { directory },
    ...(cause !== undefined && { cause: ownCause(cause) }),
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
