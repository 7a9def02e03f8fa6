import type { RototoError } from "../errors/rototo-error.js";
import type { QualifierResolution, Resolution } from "../resolve/resolution.js";
import type { Scope } from "../resolve/resolver.js";

/** Records what one workspace version answers. None of its methods throws, waits or does I/O. */
export interface AnswerRecorder {
  /** Draws whether the next resolution of the variable is recorded: ask once for each. */
  samplesVariable(id: string): boolean;
  /** Whether the next question about this qualifier is to be recorded. */
  samplesQualifier(id: string): boolean;
  /** A reading of the recorder's clock, in ms, taken before a resolution and handed back with what came of it. */
  readClock(): number;
  /** Records the answer for a variable. `startedMs` is when the question came, by the recorder's clock. */
  recordVariable(scope: Scope, environment: string | undefined, resolution: Resolution, startedMs: number): void;
  /** Records the answer for a qualifier. `startedMs` is when the question came, by the recorder's clock. */
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
