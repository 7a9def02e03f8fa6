import { RototoError } from "@rototo/core";

/** What `thrown` is to callers: itself when it is a `RototoError`, or else the cause of one. */
export function loadFailure(thrown: unknown): RototoError {
  if (thrown instanceof RototoError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new RototoError("source-unavailable", `the workspace could not be loaded: ${message}`, { cause: thrown });
}
