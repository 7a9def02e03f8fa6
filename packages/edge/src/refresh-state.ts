import type { RototoError } from "@rototo/core/resolve";

/** What is known about refreshing: a frozen value that {@link nextState} replaces. Instants are ms since 1970. */
export interface RefreshState {
  /** Of the workspace that answers, as its snapshot names it; `undefined` before there is one, or where it says none. */
  readonly currentFingerprint: string | undefined;
  /** Where what answers came from; `undefined` while nothing does. */
  readonly origin: SnapshotOrigin | undefined;
  /** When the source was last loaded or found unchanged; `undefined` when it never was. */
  readonly lastSuccess: number | undefined;
  /** When the last attempt began; `undefined` before the first. */
  readonly lastAttempt: number | undefined;
  /** Failed attempts since the last success. */
  readonly consecutiveFailures: number;
  /** Why the last attempt failed; `undefined` when it succeeded. */
  readonly lastError: RototoError | undefined;
}

/** Where the version that answers came from. */
export type SnapshotOrigin = "source" | "fallback";

/** The state as an application sees it. */
export interface RefreshStatus extends RefreshState {
  /** True while an attempt is under way. */
  readonly refreshing: boolean;
  /**
   * True when the source was last checked longer ago than `maxStalenessMs`, or never.
   * Nothing is stale without `maxStalenessMs`.
   */
  readonly stale: boolean;
}

/** What happens to the state. `at` is in ms since 1970. */
export type RefreshStep =
  | { readonly kind: "attempt-started"; readonly at: number }
  | { readonly kind: "refreshed"; readonly at: number; readonly fingerprint: string }
  | { readonly kind: "unchanged"; readonly at: number }
  | { readonly kind: "failed"; readonly error: RototoError }
  | { readonly kind: "fallen-back"; readonly fingerprint: string | undefined };

/** Before the first attempt. */
export const FIRST_STATE: RefreshState = Object.freeze({
  currentFingerprint: undefined,
  origin: undefined,
  lastSuccess: undefined,
  lastAttempt: undefined,
  consecutiveFailures: 0,
  lastError: undefined,
});

export function nextState(state: RefreshState, step: RefreshStep): RefreshState {
  return Object.freeze({ ...state, ...changesOf(state, step) });
}

function changesOf(state: RefreshState, step: RefreshStep): Partial<RefreshState> {
  switch (step.kind) {
    case "attempt-started":
      return { lastAttempt: step.at };
    case "refreshed":
      return { ...successAt(step.at), currentFingerprint: step.fingerprint, origin: "source" };
    case "unchanged":
      return successAt(step.at);
    case "failed":
      return { consecutiveFailures: state.consecutiveFailures + 1, lastError: step.error };
    case "fallen-back":
      return { currentFingerprint: step.fingerprint, origin: "fallback" };
  }
}

function successAt(at: number): Partial<RefreshState> {
  return { lastSuccess: at, consecutiveFailures: 0, lastError: undefined };
}

/** True when the source was last checked longer ago than `maxStalenessMs`, or never. */
export function isStale(msSinceSuccess: number | undefined, maxStalenessMs: number | undefined): boolean {
  if (maxStalenessMs === undefined) return false;
  return msSinceSuccess === undefined || msSinceSuccess > maxStalenessMs;
}
