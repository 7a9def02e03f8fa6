import { RototoError, type RototoErrorCode } from "../errors/rototo-error.js";

/** What can keep a source from being read. */
export type SourceFailureCode = Extract<RototoErrorCode, `source-${string}` | "workspace-not-found">;

/** Why a source could not be read, and what to try. */
export interface FailureText {
  /** What went wrong, as a clause. */
  readonly reason: string;
  /** What to try, as a clause. */
  readonly advice: string;
}

/**
 * The error for a source that could not be read.
 *
 * @param name What to call the source; no credential, and none in the rest.
 * @param details Facts for programs, beside the name.
 */
export function sourceFailure(
  name: string,
  code: SourceFailureCode,
  { reason, advice }: FailureText,
  details: Readonly<Record<string, unknown>> = {},
  cause?: Error,
): RototoError {
  return new RototoError(code, `${name}: ${reason}; ${advice}`, { details: { source: name, ...details }, cause });
}
