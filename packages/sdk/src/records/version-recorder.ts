import type { QualifierResolution, Resolution, RototoError, Scope } from "@rototo/core";

/** Records what one workspace version answers. None of its methods throws, waits or does I/O. */
export interface VersionRecorder {
  /** Draws whether the next resolution of the variable is recorded: ask once for each. */
  samplesVariable(id: string): boolean;
  samplesQualifier(id: string): boolean;
  /** @param startedMs `performance.now()` before the resolution. */
  recordVariable(scope: Scope, environment: string | undefined, resolution: Resolution, startedMs: number): void;
  recordQualifier(
    scope: Scope,
    environment: string | undefined,
    resolution: QualifierResolution,
    startedMs: number,
  ): void;
  /** The caller got its own `fallback` because of `error`. */
  recordFallback(
    id: string,
    environment: string | undefined,
    fallback: unknown,
    error: RototoError,
    startedMs: number,
  ): void;
}
