import type { LoadedFrom, ProbeResult } from "./loaded-source.js";
import type { Source } from "./source.js";
import type { SourceOptions } from "./source-options.js";

/** What every kind of source can do. */
export interface SourceAdapter<S extends Source> {
  /** Reads one version whole, or rejects with a `RototoError`; never a partial result. */
  load(source: S, options: SourceOptions): Promise<LoadedFrom<S>>;
  /** Asks whether the source moved from `fingerprint`; a source that cannot be reached is `unknown`, not an error. */
  probe(source: S, fingerprint: string, options: SourceOptions): Promise<ProbeResult>;
}
