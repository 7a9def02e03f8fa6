import type { LoadedFrom, ProbeResult } from "./loaded-source.js";
import type { Source } from "./source.js";
import type { SourceLimits } from "./source-limits.js";

export interface SourceOptions {
  /** Aborting rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Bearer token for an archive or snapshot; sent to its own origin only, over https only. */
  readonly token?: string;
  /** What to change of the default limits. */
  readonly limits?: Partial<SourceLimits>;
  /** Certificates in PEM to trust for archives and snapshots, beside those of Node. Git has its own settings for that. */
  readonly certificateAuthorities?: string;
  /** A directory, absolute, in which git keeps what it fetched, so that the next load fetches only what is new. */
  readonly gitStore?: string;
  /** Told what a remote source is doing, for a person to read. Never holds a credential. */
  readonly onProgress?: (message: string) => void;
}

/** What every kind of source can do. */
export interface SourceAdapter<S extends Source> {
  /** Reads one version whole, or rejects with a `RototoError`; never a partial result. */
  load(source: S, options: SourceOptions): Promise<LoadedFrom<S>>;
  /** Asks whether the source moved from `fingerprint`; a source that cannot be reached is `unknown`, not an error. */
  probe(source: S, fingerprint: string, options: SourceOptions): Promise<ProbeResult>;
}
