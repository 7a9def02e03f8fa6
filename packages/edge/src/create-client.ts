import {
  callable,
  durationMs,
  either,
  objectOfMembers,
  objectWith,
  readOptions,
  text,
  wholeNumber,
  type OptionReaders,
} from "@rototo/core/options";
import type { AnyWorkspace, WorkspaceDeclaration } from "@rototo/core/queries";
import { readInstant } from "@rototo/core/resolve";
import type { ClientOptions } from "./client-options.js";
import { readAddress, readToken } from "./snapshot-address.js";
import { RefreshingClient, type SnapshotClient } from "./snapshot-client.js";

/**
 * A client for the snapshot at `url`, which must be `https://`, or `http://` on this
 * machine. Nothing is fetched, verified or timed before the first request asks, so this
 * may stand at module scope, and should: one client serves all requests.
 *
 * The type argument declares what the workspace holds; without one, ids are strings
 * and values JSON.
 *
 * @throws {RototoError} `source-invalid` for a URL or token that cannot be used.
 * @throws {TypeError} that names the option which is missing, unknown or of the wrong kind.
 * @throws {RangeError} that names the option whose value is impossible.
 *
 * @example
 * ```ts
 * import { interpreterEngine } from "@rototo/core/interpreter";
 * import { createClient } from "@rototo/edge";
 *
 * const client = createClient("https://config.example.com/snapshot.json", { schemaEngine: interpreterEngine });
 * const workspace = await client.resolver();
 * const { value } = workspace.resolveVariable("max-seats", "prod", { account: { plan: "team" } });
 * ```
 */
export function createClient<D extends WorkspaceDeclaration = AnyWorkspace>(
  url: string | URL,
  options: ClientOptions,
): SnapshotClient<D> {
  const given = readOptions<ClientOptions>("createClient", options, optionReaders);
  const { schemaEngine, fallback, maxAgeMs = 60_000, maxStalenessMs } = given;
  const { timeoutMs = 5_000, maxBytes = 10 * 1024 * 1024, random = Math.random } = given;
  if (schemaEngine === undefined) {
    throw new TypeError(
      "schemaEngine is missing: pass interpreterEngine of @rototo/edge/interpreter, or false to take every context as it is",
    );
  }
  // Called without a receiver, which some runtimes demand.
  const { fetch = (address, init) => globalThis.fetch(address, init), now: clock = () => Date.now() } = given;
  const now = () => readInstant(clock());
  return new RefreshingClient<D>({
    request: { address: readAddress(url), token: readToken(given.token), fetch, timeoutMs, maxBytes },
    openOptions: { schemaEngine, now },
    fallback,
    maxAgeMs,
    maxStalenessMs,
    now,
    steadyClock: given.now === undefined ? () => performance.now() : now,
    random,
  });
}

const optionReaders: OptionReaders<ClientOptions> = {
  schemaEngine: either(false, objectWith("a schema engine or false", "compile")),
  maxAgeMs: durationMs,
  maxStalenessMs: durationMs,
  timeoutMs: durationMs,
  maxBytes: wholeNumber(1),
  token: text,
  fallback: (value, name) =>
    typeof value === "string" ? value : objectOfMembers("a snapshot: as text, parsed or as a module")(value, name),
  fetch: callable,
  now: callable,
  random: callable,
};
