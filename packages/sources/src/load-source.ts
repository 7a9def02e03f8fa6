import type { LoadedFrom, ProbeResult } from "./loaded-source.js";
import { localAdapter } from "./local/local-adapter.js";
import type { Source } from "./source.js";
import type { SourceAdapter } from "./source-adapter.js";
import { readSourceOptions, type SourceOptions } from "./source-options.js";

/** A remote source loads the code that it takes: a local one, which is most of them on a command line, starts faster. */
const ADAPTERS: {
  readonly [Kind in Source["kind"]]: () => Promise<SourceAdapter<Extract<Source, { kind: Kind }>>>;
} = {
  local: () => Promise.resolve(localAdapter),
  git: async () => (await import("./git/git-adapter.js")).gitAdapter,
  archive: async () => (await import("./archive/archive-adapter.js")).archiveAdapter,
  snapshot: async () => (await import("./snapshot/snapshot-adapter.js")).snapshotAdapter,
};

/**
 * Reads the workspace at `source`: one version, whole. A snapshot is verified, and
 * has no documents. Documents of `tests/` are read only where the options ask for them.
 *
 * @throws {RototoError} `workspace-not-found` when nothing is there: no directory, repository, ref, archive or snapshot;
 *   `source-unavailable` when it cannot be read or reached, or keeps changing while it is read; `source-denied`,
 *   `source-timeout`, `source-too-large`, `source-unsafe` and `snapshot-invalid` for what their names say. {@link
 *   TypeError} and {@link RangeError} for an option that is wrong, before anything is asked of disk or network.
 */
export async function loadSource<S extends Source>(source: S, options?: SourceOptions): Promise<LoadedFrom<S>> {
  const given = readSourceOptions("loadSource", options);
  return (await adapterOf(source)).load(source, given);
}

/**
 * Asks whether `source` moved since the load that gave `fingerprint`. Never
 * rejects on a source that cannot be reached: it says `unknown`, and the load
 * that follows says why.
 */
export async function probeSource(source: Source, fingerprint: string, options?: SourceOptions): Promise<ProbeResult> {
  const given = readSourceOptions("probeSource", options);
  return (await adapterOf(source)).probe(source, fingerprint, given);
}

function adapterOf<S extends Source>(source: S): Promise<SourceAdapter<S>> {
  // The compiler does not follow that the kind of `source` picks the adapter for it.
  return ADAPTERS[source.kind]() as Promise<unknown> as Promise<SourceAdapter<S>>;
}
