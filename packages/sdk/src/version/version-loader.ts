import type { KnownVersion, VersionIdentity, WorkspaceVersion } from "./workspace-version.js";

/** What a source answers: another version than the known one, or that it holds that one, perhaps for good. */
export type SourceAnswer = WorkspaceVersion | "unchanged" | "immutable";

/**
 * Loads what a source holds: in the thread that calls, or in one of its own. It makes
 * no difference but to who waits.
 */
export interface VersionLoader {
  /**
   * What the source holds, unless it is the version that is `known`.
   *
   * @throws {RototoError} what the source throws, `workspace-invalid`, and the signal's reason.
   */
  load(known: KnownVersion | undefined, circumstances: LoadCircumstances): Promise<SourceAnswer>;
}

export interface LoadCircumstances {
  readonly signal: AbortSignal;
  /** A version before: what has not changed may be shared with it. */
  readonly newest?: WorkspaceVersion | undefined;
  /** Called when loading begins, where it had to wait for its turn. */
  readonly onBegin?: (() => void) | undefined;
}

/** Where the versions of one workspace come from. Every failure is a `RototoError`, or the signal's reason. */
export interface VersionSource {
  /** What to call it: credentials removed. */
  readonly name: string;
  /** What it holds now, unless it is the version that is `served`. */
  ask(served: VersionIdentity | undefined, signal: AbortSignal): Promise<SourceAnswer>;
  /** Ends what is kept between questions; nothing is asked afterwards. */
  close(): Promise<void>;
}
