import { readSnapshot, RototoError, type Snapshot } from "@rototo/core/resolve";

/**
 * The snapshot in `text`, if it is whole.
 *
 * @param name What to call it in a message.
 * @throws {RototoError} `snapshot-invalid`.
 */
export async function verifySnapshot(text: string, name: string): Promise<Snapshot> {
  try {
    const unverified = readSnapshot(text);
    return unverified.verify(await sha256(unverified.content));
  } catch (error) {
    if (!(error instanceof RototoError)) throw error;
    throw new RototoError(error.code, `${name}: ${error.message}`, { details: { source: name } });
  }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
