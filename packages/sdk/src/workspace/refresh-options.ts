import type { Clock } from "../clock.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import type { LoadOptions } from "./load-options.js";

/** How to load a workspace and keep it fresh. Durations are in ms. */
export interface RefreshOptions extends Omit<LoadOptions, "lint" | "now"> {
  /**
   * How often the source is asked, up to a tenth less, so that a fleet spreads out; 60,000 unless given.
   * `false` turns periodic refresh off; `refreshNow()` works all the same.
   */
  readonly periodMs?: number | false;
  /** How long ago the source may have been checked before what is served is stale; never stale, unless given. */
  readonly maxStalenessMs?: number;
  /**
   * Path of a file that keeps the last good version, relative to `cwd`. A start during an outage of the source
   * begins with it.
   */
  readonly diskCopy?: string;
  /** A source that is bundled with the application, for a start when neither the source nor a copy can be loaded. */
  readonly fallbackSource?: string | WorkspaceSource;
  /** Aborts the first load, and ends refreshing later; answers and records go on until `close()`. */
  readonly signal?: AbortSignal;
  /** The system's, unless given. */
  readonly clock?: Clock;
  /** Draws from 0 to 1, without 1, to spread attempts out; `Math.random`, unless given. */
  readonly random?: () => number;
}

export const DEFAULT_PERIOD_MS = 60_000;
