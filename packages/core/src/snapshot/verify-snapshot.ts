import { RototoError } from "../errors/rototo-error.js";
import { readSnapshot, type Snapshot } from "./read-snapshot.js";

/** SHA-256 of the UTF-8 bytes of a text, as lowercase hex: core has no cryptography. */
export type Sha256 = (text: string) => string | Promise<string>;

/**
 * The snapshot in `text`, if it is whole: of a format that is read here, with the hash that it states, and
 * holding a workspace that resolving can work with.
 *
 * @param name What to call it in a message.
 * @throws {RototoError} `snapshot-invalid`.
 */
export async function verifySnapshot(text: string, name: string, sha256: Sha256): Promise<Snapshot> {
  try {
    const unverified = readSnapshot(text);
    return unverified.verify(await sha256(unverified.content));
  } catch (error) {
    if (!(error instanceof RototoError)) throw error;
    throw new RototoError(error.code, `${name}: ${error.message}`, { details: { ...error.details, source: name } });
  }
}
