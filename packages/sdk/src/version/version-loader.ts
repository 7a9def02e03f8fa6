import type { VersionIdentity, WorkspaceVersion } from "./workspace-version.js";

/** Where versions of one workspace come from. Every failure is a `RototoError`, or the signal's reason. */
export interface VersionLoader {
  /** What to call the source: credentials removed. */
  readonly name: string;
  /** The version that the source holds now. */
  load(signal: AbortSignal): Promise<WorkspaceVersion>;
  /**
   * The version that the source holds now, unless it is the one that is `served`:
   * `unchanged`, or `immutable` when it can never be another.
   */
  loadIfChanged(served: VersionIdentity, signal: AbortSignal): Promise<WorkspaceVersion | "unchanged" | "immutable">;
  /** Ends what is kept between loads; nothing is loaded afterwards. */
  close(): Promise<void>;
}
