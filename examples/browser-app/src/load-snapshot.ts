import { interpreterEngine } from "@rototo/core/interpreter";
import { openSnapshot, type WorkspaceResolver } from "@rototo/core/queries";
import { readSnapshot, type Snapshot } from "@rototo/core/resolve";

export interface LoadedSnapshot {
  readonly snapshot: Snapshot;
  readonly resolver: WorkspaceResolver;
}

/**
 * Fetches the snapshot at `url`, checks its hash, and opens it. The interpreter validates contexts without generating
 * code, which the page's policy forbids.
 *
 * @throws {RototoError} `snapshot-invalid` when what came is damaged or no snapshot.
 * @throws {Error} when nothing came.
 */
export async function loadSnapshot(url: URL): Promise<LoadedSnapshot> {
  // Asks whether there is a new one, and takes the one at hand when there is not.
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url.pathname} could not be fetched: HTTP ${response.status}`);
  const unverified = readSnapshot(await response.text());
  const snapshot = unverified.verify(await sha256(unverified.content));
  return { snapshot, resolver: openSnapshot(snapshot, { schemaEngine: interpreterEngine, now: () => Date.now() }) };
}

/** As lowercase hex. Browsers have `crypto.subtle` on https and on localhost. */
async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
