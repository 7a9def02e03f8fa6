import type { Instant } from "@rototo/core/queries";
import type { SourceOptions } from "@rototo/sources";
import type { RecordOptions } from "../records/record-options.js";
import type { PrepareOptions } from "../version/prepare-version.js";

/** How to load a workspace. */
export interface LoadOptions extends Omit<SourceOptions, "onProgress">, PrepareOptions {
  /** What a relative directory is relative to; the process's working directory, unless given. */
  readonly cwd?: string;
  /** Where records of evaluations go. Nothing is recorded without it. */
  readonly records?: RecordOptions;
  /** The current instant, in ms since the epoch or as a `Date`; `Date.now`, unless given. */
  readonly now?: () => Instant;
}
