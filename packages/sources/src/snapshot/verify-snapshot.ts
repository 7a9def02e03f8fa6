import { hash } from "node:crypto";
import { readSnapshot, RototoError, type Snapshot } from "@rototo/core";

/**
 * The snapshot in `text`, checked against its hash.
 *
 * @param name What to call its source in an error.
 * @throws {RototoError} `snapshot-invalid`
 */
export function verifySnapshot(text: string, name: string): Snapshot {
  try {
    const unverified = readSnapshot(text);
    return unverified.verify(hash("sha256", unverified.content, "hex"));
  } catch (error) {
    if (!(error instanceof RototoError)) throw error;
    throw new RototoError(error.code, `${name}: ${error.message}`, { details: { source: name } });
  }
}
