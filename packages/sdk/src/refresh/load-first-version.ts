import { RototoError } from "@rototo/core/resolve";
import { checkVersionAnswers } from "../version/check-version-answers.js";
import { requireVersion, versionOfSnapshot } from "../version/load-version.js";
import type { VersionSource } from "../version/version-loader.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import { readDiskCopy } from "./read-disk-copy.js";
import { loadFailure } from "../version/load-failure.js";
import type { VersionOrigin } from "./refresh-state.js";

export interface FirstVersionOptions {
  readonly source: VersionSource;
  /** Path of the last good copy. */
  readonly diskCopy?: string | undefined;
  /** Where to load from when there is no copy either. */
  readonly fallback?: VersionSource | undefined;
  readonly signal: AbortSignal;
  /** Makes sure that a version can answer in this process. What it throws is why that version is not taken. */
  readonly check: (version: WorkspaceVersion) => Promise<void>;
}

/** What a service starts with. */
export interface FirstVersion {
  readonly version: WorkspaceVersion;
  readonly origin: VersionOrigin;
  /** Why the source could not give it; `undefined` when it did. */
  readonly lastError: RototoError | undefined;
  /** Why the copy on disk could not give it; `undefined` when it was not asked for. */
  readonly diskCopyError: RototoError | undefined;
}

/**
 * Loads the first version: from the source or else, whatever the source's failure
 * is, from the copy on disk or else from the fallback. A source that is named
 * wrongly (`source-invalid`) fails at once: that is for a person to put right.
 *
 * @throws {RototoError} the source's error; when there was a copy or a fallback to try, its message says what was wrong
 *   with each. An abort rejects with the signal's reason.
 */
export async function loadFirstVersion(options: FirstVersionOptions): Promise<FirstVersion> {
  const { source, diskCopy, fallback, signal, check } = options;
  const attempt = async (load: () => Promise<WorkspaceVersion>): Promise<WorkspaceVersion | RototoError> => {
    try {
      const version = await load();
      await check(version);
      return version;
    } catch (thrown) {
      signal.throwIfAborted();
      return loadFailure(thrown);
    }
  };

  const load = async (from: VersionSource) => requireVersion(await from.ask(undefined, signal));
  const loaded = await attempt(() => load(source));
  if (!(loaded instanceof RototoError)) return firstVersion(loaded, "source");
  if (loaded.code === "source-invalid") throw loaded;

  const copied =
    diskCopy === undefined
      ? undefined
      : await attempt(async () => {
          const version = versionOfSnapshot(await readDiskCopy(diskCopy, source.name), source.name);
          checkVersionAnswers(version);
          return version;
        });
  if (copied !== undefined && !(copied instanceof RototoError)) return firstVersion(copied, "disk", loaded);

  const stoodIn = fallback === undefined ? undefined : await attempt(() => load(fallback));
  if (stoodIn !== undefined && !(stoodIn instanceof RototoError)) {
    return firstVersion(stoodIn, "fallback", loaded, copied);
  }

  throw withStandIns(loaded, copied, stoodIn);
}

function firstVersion(
  version: WorkspaceVersion,
  origin: VersionOrigin,
  lastError?: RototoError,
  diskCopyError?: RototoError,
): FirstVersion {
  return { version, origin, lastError, diskCopyError };
}

/** The source's error, which also says what was wrong with what could have stood in. */
function withStandIns(error: RototoError, copy?: RototoError, fallback?: RototoError): RototoError {
  if (copy === undefined && fallback === undefined) return error;
  const parts = [
    error.message,
    ...(copy === undefined ? [] : [`the copy on disk cannot stand in: ${copy.message}`]),
    ...(fallback === undefined ? [] : [`the fallback cannot stand in: ${fallback.message}`]),
  ];
  return new RototoError(error.code, parts.join("; "), { details: error.details, cause: error });
}
