import type { RototoError } from "@rototo/core/resolve";
import { msUntilStale, nextProgress, type RefreshProgress } from "@rototo/core/refresh";

/** What is known about refreshing: a frozen value that {@link nextState} replaces. Instants are ms since 1970. */
export interface RefreshState extends RefreshProgress {
  /** Of the version that is served. */
  readonly currentFingerprint: string;
  /**
   * Where the version that is served came from: the source, the copy on disk or the
   * fallback. A version that the source has confirmed counts as the source's.
   */
  readonly origin: VersionOrigin;
  /** True when the source can never hold another version, so there is nothing to refresh. */
  readonly immutable: boolean;
  /** True while an attempt is under way. */
  readonly refreshing: boolean;
  /** When the last attempt began; at first, when the first load ended. */
  readonly lastAttempt: number;
  /** Failed attempts since the last success; a start without the source counts as one. */
  readonly consecutiveFailures: number;
  /** Why the copy on disk could not be used at the start, or not be written last; it never fails a refresh. */
  readonly diskCopyError: Error | undefined;
}

/** Where the version that answers came from. */
export type VersionOrigin = "source" | "disk" | "fallback";

/** The state as an application sees it. */
export interface RefreshStatus extends RefreshState {
  /**
   * True when the source was last checked longer ago than `maxStalenessMs`. A start
   * from disk or from the fallback is stale from the beginning, for nobody knows how
   * old it is. An immutable version is never stale, and nothing is without `maxStalenessMs`.
   */
  readonly stale: boolean;
}

/** What happens to the state. `at` is in ms since 1970. */
export type RefreshStep =
  | { readonly kind: "attempt-started"; readonly at: number }
  | { readonly kind: "attempt-abandoned" }
  | { readonly kind: "refreshed"; readonly at: number; readonly fingerprint: string; readonly immutable: boolean }
  | { readonly kind: "unchanged"; readonly at: number; readonly immutable: boolean }
  | { readonly kind: "failed"; readonly error: RototoError }
  | { readonly kind: "disk-copy"; readonly error: Error | undefined };

/** The state after the first load, which ended at `at` (ms since 1970). */
export function firstState(
  first: Pick<RefreshState, "origin" | "lastError" | "diskCopyError"> & {
    readonly version: { readonly fingerprint: string; readonly immutable: boolean };
  },
  at: number,
): RefreshState {
  const { version, origin, lastError, diskCopyError } = first;
  const fromSource = origin === "source";
  return Object.freeze({
    currentFingerprint: version.fingerprint,
    origin,
    // Whether a stand-in can change says nothing about the source.
    immutable: fromSource && version.immutable,
    refreshing: false,
    lastSuccess: fromSource ? at : undefined,
    lastAttempt: at,
    consecutiveFailures: fromSource ? 0 : 1,
    lastError,
    diskCopyError,
  });
}

export function nextState(state: RefreshState, step: RefreshStep): RefreshState {
  switch (step.kind) {
    case "attempt-started":
      return nextProgress(state, step, { refreshing: true });
    case "attempt-abandoned":
      return Object.freeze({ ...state, refreshing: false });
    case "failed":
      return nextProgress(state, step, { refreshing: false });
    case "disk-copy":
      return Object.freeze({ ...state, diskCopyError: step.error });
    case "refreshed":
    case "unchanged":
      return nextProgress(state, step, { refreshing: false, immutable: step.immutable });
  }
}

/** The status at `now` (ms since 1970). */
export function statusOf(state: RefreshState, now: number, maxStalenessMs: number | undefined): RefreshStatus {
  return Object.freeze({ ...state, stale: msFresh(state, now, maxStalenessMs) < 0 });
}

/** How long the version stays fresh from `now` on, in ms: less than zero when it is stale, infinite when it never will be. */
export function msFresh(
  { immutable, lastSuccess }: Pick<RefreshState, "immutable" | "lastSuccess">,
  now: number,
  maxStalenessMs: number | undefined,
): number {
  if (immutable) return Infinity;
  return msUntilStale(lastSuccess === undefined ? undefined : now - lastSuccess, maxStalenessMs);
}
