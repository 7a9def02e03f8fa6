import { RototoError } from "@rototo/core/resolve";
import { removeCredentials } from "../remove-credentials.js";

/** The `source-invalid` error for a source text: `reason` says what is wrong and the way out. */
export function refuseSource(text: string, reason: string): RototoError {
  const source = removeCredentials(text);
  return new RototoError("source-invalid", `source ${JSON.stringify(source)} refused: ${reason}`, {
    details: { source },
  });
}
