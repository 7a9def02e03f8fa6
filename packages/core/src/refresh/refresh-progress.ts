import type { RototoError } from "../errors/rototo-error.js";

/**
 * What is known about refreshing, by whatever refreshes: a frozen value that {@link nextProgress} replaces. Instants are
 * ms since 1970. Who knows more extends it.
 */
export interface RefreshProgress {
  /** Of the version that answers; `undefined` before there is one, or where it says none. */
  readonly currentFingerprint: string | undefined;
  /** Where what answers came from; `source`, once that has given or confirmed it, and `undefined` while nothing does. */
  readonly origin: string | undefined;
  /** When the source was last loaded or found unchanged; `undefined` when it never was. */
  readonly lastSuccess: number | undefined;
  /** When the last attempt began; `undefined` before the first. */
  readonly lastAttempt: number | undefined;
  /** Failed attempts since the last success. */
  readonly consecutiveFailures: number;
  /** Why the last attempt failed; `undefined` when it succeeded. */
  readonly lastError: RototoError | undefined;
}

/** What happens while refreshing. `at` is in ms since 1970. */
export type ProgressStep =
  | { readonly kind: "attempt-started"; readonly at: number }
  | { readonly kind: "refreshed"; readonly at: number; readonly fingerprint: string }
  | { readonly kind: "unchanged"; readonly at: number }
  | { readonly kind: "failed"; readonly error: RototoError };

/** Before the first attempt. */
export const NO_PROGRESS = Object.freeze({
  currentFingerprint: undefined,
  origin: undefined,
  lastSuccess: undefined,
  lastAttempt: undefined,
  consecutiveFailures: 0,
  lastError: undefined,
}) satisfies RefreshProgress;

/**
 * What is known after `step`. Neither an attempt's beginning nor its failure changes anything of what answers.
 *
 * @param more What the step changes of what `progress` has beyond {@link RefreshProgress}.
 */
export function nextProgress<Progress extends RefreshProgress>(
  progress: Progress,
  step: ProgressStep,
  more?: Partial<Omit<Progress, keyof RefreshProgress>>,
): Progress {
  return Object.freeze({ ...progress, ...changesOf(progress, step), ...more });
}

function changesOf(progress: RefreshProgress, step: ProgressStep): Partial<RefreshProgress> {
  switch (step.kind) {
    case "attempt-started":
      return { lastAttempt: step.at };
    case "refreshed":
      return { ...successAt(step.at), currentFingerprint: step.fingerprint };
    case "unchanged":
      return successAt(step.at);
    case "failed":
      return { consecutiveFailures: progress.consecutiveFailures + 1, lastError: step.error };
  }
}

function successAt(at: number): Partial<RefreshProgress> {
  return { lastSuccess: at, consecutiveFailures: 0, lastError: undefined, origin: "source" };
}
