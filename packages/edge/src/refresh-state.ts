import { nextProgress, type ProgressStep, type RefreshProgress } from "@rototo/core/refresh";

/** What is known about refreshing: a frozen value that {@link nextState} replaces. Instants are ms since 1970. */
export interface RefreshState extends RefreshProgress {
  /** Of the workspace that answers, as its snapshot names it; `undefined` before there is one, or where it says none. */
  readonly currentFingerprint: string | undefined;
  /** Where what answers came from; `undefined` while nothing does. */
  readonly origin: SnapshotOrigin | undefined;
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

/** What happens to the state. */
export type RefreshStep = ProgressStep | { readonly kind: "fallen-back"; readonly fingerprint: string | undefined };

export function nextState(state: RefreshState, step: RefreshStep): RefreshState {
  if (step.kind !== "fallen-back") return nextProgress(state, step);
  return Object.freeze({ ...state, currentFingerprint: step.fingerprint, origin: "fallback" });
}
