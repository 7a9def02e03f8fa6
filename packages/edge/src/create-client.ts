import type { ClientOptions } from "./client-options.js";
import { readAddress, readToken } from "./snapshot-address.js";
import { RefreshingClient, type SnapshotClient } from "./snapshot-client.js";

/**
 * A client for the snapshot at `url`, which must be `https://`. Nothing is fetched,
 * verified or timed before the first request asks, so this may stand at module scope,
 * and should: one client serves all requests.
 *
 * @throws {RototoError} `source-invalid` for a URL or token that cannot be used. {@link RangeError} for a limit that is
 *   not a positive number.
 */
export function createClient(url: string | URL, options: ClientOptions = {}): SnapshotClient {
  const { maxAgeMs = 60_000, maxStalenessMs, timeoutMs = 5_000, maxBytes = 10 * 1024 * 1024 } = options;
  requirePositive({ maxAgeMs, maxStalenessMs, timeoutMs, maxBytes });
  // Called without a receiver, which some runtimes demand.
  const { fetch = (address, init) => globalThis.fetch(address, init) } = options;
  return new RefreshingClient({
    request: { address: readAddress(url), token: readToken(options.token), fetch, timeoutMs, maxBytes },
    linkOptions: options.schemaEngine === undefined ? {} : { schemaEngine: options.schemaEngine },
    fallback: options.fallback,
    maxAgeMs,
    maxStalenessMs,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
  });
}

function requirePositive(limits: Readonly<Record<string, number | undefined>>): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (limit === undefined || (limit > 0 && Number.isFinite(limit))) continue;
    throw new RangeError(`${name} must be a positive number, not ${limit}`);
  }
}
