import { resolve } from "node:path";
import {
  callable,
  durationMs,
  either,
  filledText,
  objectWith,
  readOptions,
  type Given,
  type OptionReaders,
} from "@rototo/core/options";
import { DEFAULT_SOURCE_LIMITS } from "@rototo/sources";
import { systemClock, type Clock } from "../clock.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import { loadOptionReaders, withAbsoluteStore, type LoadOptions } from "./load-options.js";

/** How to load a workspace and keep it fresh. Durations are in ms. */
export interface RefreshOptions extends Omit<LoadOptions, "lint" | "now"> {
  /**
   * How often the source is asked, up to a tenth less, so that a fleet spreads out.
   * `false` turns periodic refresh off; `refreshNow()` works all the same.
   *
   * @defaultValue 60,000
   */
  readonly periodMs?: number | false | undefined;
  /**
   * How long one attempt may take, the first load included, before it counts as failed.
   *
   * @defaultValue 30,000 more than `limits.gitTimeoutMs` and `limits.httpTimeoutMs` together: 120,000
   */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * How long ago the source may have been checked before what is served is stale.
   *
   * @defaultValue never stale
   */
  readonly maxStalenessMs?: number | undefined;
  /**
   * Path of a file that keeps the last good version, relative to `cwd`. A start during an outage of the source
   * begins with it.
   */
  readonly diskCopy?: string | undefined;
  /** A source that is bundled with the application, for a start when neither the source nor a copy can be loaded. */
  readonly fallbackSource?: string | WorkspaceSource | undefined;
  /** Aborts the first load, and ends refreshing later; answers and records go on until `close()`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * What tells the time and sets timers.
   *
   * @defaultValue the system's
   */
  readonly clock?: Clock | undefined;
  /**
   * Draws from 0 to 1, without 1, to spread attempts out.
   *
   * @defaultValue `Math.random`
   */
  readonly random?: (() => number) | undefined;
}

const DEFAULT_PERIOD_MS = 60_000;

/** What lint and compiling take beside reading, with much to spare. */
const BESIDE_READING_MS = 30_000;

const { lint: _lint, now: _now, ...ofLoading } = loadOptionReaders;

const readers: OptionReaders<RefreshOptions> = {
  ...ofLoading,
  periodMs: either(false, durationMs),
  attemptTimeoutMs: durationMs,
  maxStalenessMs: durationMs,
  diskCopy: filledText,
  fallbackSource: (value, name) =>
    typeof value === "string"
      ? value
      : objectWith("a directory, an address, or an object with load()", "load")(value, name),
  clock: objectWith("a clock, an object with the methods now and schedule", "now", "schedule"),
  random: callable,
};

type WithDefaults = "attemptTimeoutMs" | "clock" | "random";

/** Checked options with their defaults. */
export type ReadRefreshOptions = Omit<Given<RefreshOptions>, WithDefaults | "periodMs"> &
  Required<Pick<Given<RefreshOptions>, WithDefaults>> & { readonly periodMs: number | undefined };

/** @throws TypeError or RangeError that names the option which is wrong. */
export function readRefreshOptions(
  what: string,
  options: RefreshOptions | undefined,
  directory: string,
): ReadRefreshOptions {
  const given = withAbsoluteStore(readOptions(what, options, readers), directory);
  const { periodMs = DEFAULT_PERIOD_MS, cwd, limits, diskCopy } = given;
  const { gitTimeoutMs, httpTimeoutMs } = { ...DEFAULT_SOURCE_LIMITS, ...limits };
  return {
    attemptTimeoutMs: gitTimeoutMs + httpTimeoutMs + BESIDE_READING_MS,
    clock: systemClock,
    random: Math.random,
    ...given,
    periodMs: periodMs === false ? undefined : periodMs,
    ...(diskCopy !== undefined && { diskCopy: resolve(cwd, diskCopy) }),
  };
}
