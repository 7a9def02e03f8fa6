import type { SourceOptions } from "@rototo/sources";
import { adaptSource, loadVersion } from "./load-version.js";
import { parseSourceOption, type OpenSourceOptions } from "./open-source.js";
import type { PrepareOptions } from "./prepare-version.js";
import type { VersionLoader } from "./version-loader.js";
import { writeVersionSnapshot } from "./version-snapshot.js";
import { VersionThread } from "./version-thread-client.js";
import type { WorkspaceSource } from "./workspace-source.js";
import type { VersionIdentity, WorkspaceVersion } from "./workspace-version.js";

export type VersionLoaderOptions = OpenSourceOptions & Omit<PrepareOptions, "lint">;

/**
 * The loader of the source that an application means. The first version is loaded in
 * this thread, which has nothing to serve yet, later ones in a thread of their own,
 * except from a source of the application's own, whose functions cannot cross.
 *
 * @param snapshot Whether versions carry their snapshot.
 * @throws {RototoError} `source-invalid`
 */
export function createVersionLoader(
  source: string | WorkspaceSource,
  options: VersionLoaderOptions,
  snapshot: boolean,
): VersionLoader {
  const parsed = parseSourceOption(source, options);
  if ("load" in parsed) return new ProbingLoader(parsed, options, snapshot);
  const thread = VersionThread.isAvailable ? new VersionThread() : undefined;
  const crossing = cloneableOptions(options);
  return new ProbingLoader(
    adaptSource(parsed, options),
    options,
    snapshot,
    thread && {
      load: (known, newest, signal) =>
        thread.load({ source: parsed, known, options: crossing, snapshot }, newest, signal),
      close: () => thread.close(),
    },
  );
}

/** Another place than this thread to load later versions in. */
interface Elsewhere {
  /**
   * @param known The version that need not be loaded.
   * @param newest The version before, to share what has not changed.
   */
  load(
    known: VersionIdentity | undefined,
    newest: WorkspaceVersion | undefined,
    signal: AbortSignal,
  ): Promise<WorkspaceVersion | "unchanged">;
  close(): Promise<void>;
}

/** Asks the source first, where that is cheap, and loads only what may be new. */
class ProbingLoader implements VersionLoader {
  readonly name: string;
  #isFirst = true;
  /** The newest version; it need not be the one that is served. */
  #newest: WorkspaceVersion | undefined;

  constructor(
    private readonly source: WorkspaceSource,
    private readonly options: PrepareOptions,
    private readonly snapshot: boolean,
    private readonly elsewhere?: Elsewhere,
  ) {
    this.name = source.name;
  }

  async load(signal: AbortSignal): Promise<WorkspaceVersion> {
    const version = await this.#load(undefined, signal);
    if (version === "unchanged") throw new Error("broken invariant: unchanged from nothing");
    return this.#remember(version);
  }

  async loadIfChanged(fingerprint: string, signal: AbortSignal): Promise<WorkspaceVersion | "unchanged" | "immutable"> {
    const known: Pick<WorkspaceVersion, "fingerprint" | "sourceFingerprint" | "contentHash"> =
      this.#newest?.fingerprint === fingerprint ? this.#newest : { fingerprint };
    const probe = await this.source.probe?.(known.sourceFingerprint ?? fingerprint, signal);
    if (probe === "unchanged" || probe === "immutable") return probe;
    const version = await this.#load(identityOf(known), signal);
    return version === "unchanged" ? version : this.#remember(version);
  }

  async close(): Promise<void> {
    await this.elsewhere?.close();
  }

  async #load(known: VersionIdentity | undefined, signal: AbortSignal): Promise<WorkspaceVersion | "unchanged"> {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (!isFirst && this.elsewhere !== undefined) return this.elsewhere.load(known, this.#newest, signal);
    const version = await loadVersion(this.source, this.options, signal, known);
    return version === "unchanged" || !this.snapshot
      ? version
      : { ...version, snapshot: writeVersionSnapshot(version) };
  }

  #remember(version: WorkspaceVersion): WorkspaceVersion {
    const { snapshot: _megabytes, ...rest } = version;
    this.#newest = rest;
    return version;
  }
}

/** Without the rest of the version, which need not cross threads. */
function identityOf({ fingerprint, contentHash }: VersionIdentity): VersionIdentity {
  return contentHash === undefined ? { fingerprint } : { fingerprint, contentHash };
}

/** The options that the thread needs: applications pass theirs whole, with functions among them. */
function cloneableOptions(
  options: VersionLoaderOptions,
): Omit<SourceOptions, "signal" | "onProgress"> & PrepareOptions {
  const { token, limits, certificateAuthorities, gitStore, customLint } = options;
  return Object.fromEntries(
    Object.entries({ token, limits, certificateAuthorities, gitStore, customLint }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
