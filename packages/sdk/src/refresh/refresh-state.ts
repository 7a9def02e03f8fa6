import type { RototoError } from "@rototo/core";

/** What is known about refreshing: a frozen value that {@link nextState} replaces. Instants are ms since 1970. */
export interface RefreshState {
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
  /** When the source was last loaded or found unchanged; `undefined` when it never was since the start. */
  readonly lastSuccess: number | undefined;
  /** When the last attempt began; at first, when the first load ended. */
  readonly lastAttempt: number;
  /** Failed attempts since the last success; a start without the source counts as one. */
  readonly consecutiveFailures: number;
  /** Why the last attempt failed; `undefined` when it succeeded. */
  readonly lastError: RototoError | undefined;
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
  return Object.freeze({ ...state, ...changesOf(state, step) });
}

function changesOf(state: RefreshState, step: RefreshStep): Partial<RefreshState> {
  switch (step.kind) {
    case "attempt-started":
      return { refreshing: true, lastAttempt: step.at };
    case "attempt-abandoned":
      return { refreshing: false };
    case "refreshed":
      return { ...successAt(step.at), currentFingerprint: step.fingerprint, immutable: step.immutable };
    case "unchanged":
      return { ...successAt(step.at), immutable: step.immutable };
    case "failed":
      return { refreshing: false, consecutiveFailures: state.consecutiveFailures + 1, lastError: step.error };
    case "disk-copy":
      return { diskCopyError: step.error };
  }
}

function successAt(at: number): Partial<RefreshState> {
  return { refreshing: false, lastSuccess: at, consecutiveFailures: 0, lastError: undefined, origin: "source" };
}

/** The status at `now` (ms since 1970). */
export function statusOf(state: RefreshState, now: number, maxStalenessMs: number | undefined): RefreshStatus {
  return Object.freeze({ ...state, stale: now > freshUntil(state, maxStalenessMs) });
}

/** The last instant, in ms since 1970, at which the version is not stale: infinite when it never will be. */
export function freshUntil(state: RefreshState, maxStalenessMs: number | undefined): number {
  if (state.immutable || maxStalenessMs === undefined) return Infinity;
  return (state.lastSuccess ?? -Infinity) + maxStalenessMs;
}
