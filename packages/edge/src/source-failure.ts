import { RototoError, type RototoErrorCode } from "@rototo/core/resolve";

/** Why a source could not be read, and what to try. */
export interface FailureText {
  readonly reason: string;
  readonly advice: string;
}

/** The error for a source that could not be read. */
export function sourceFailure(
  name: string,
  code: Extract<RototoErrorCode, `source-${string}` | "workspace-not-found">,
  { reason, advice }: FailureText,
  details: Readonly<Record<string, unknown>> = {},
): RototoError {
  return new RototoError(code, `${name}: ${reason}; ${advice}`, { details: { source: name, ...details } });
}
