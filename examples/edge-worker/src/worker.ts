import { createClient, type RequestLifetime, type SnapshotClient } from "@rototo/edge";
import { interpreterEngine } from "@rototo/edge/interpreter";
import bundledSnapshot from "../dist/config.snapshot.json" with { type: "json" };
import { answerAccount } from "./answer-account.js";
import { describeHealth } from "./describe-health.js";

/** What differs between deployments. */
export interface Bindings {
  /** `https://…` of the snapshot that a release publishes. */
  readonly SNAPSHOT_URL: string;
  /** Sent as a bearer token with it. */
  readonly SNAPSHOT_TOKEN?: string | null;
  readonly ENVIRONMENT: string;
  /** After how long the worker asks for a newer snapshot. */
  readonly MAX_AGE_MS: string;
}

/** One for all requests, which share what it fetched. Bindings come with the first of them. */
let client: SnapshotClient | undefined;

export default {
  async fetch(request: Request, bindings: Bindings, context: RequestLifetime): Promise<Response> {
    client ??= openClient(bindings);
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case "/config":
        return answerAccount(await client.resolver(context), bindings.ENVIRONMENT, searchParams);
      case "/health":
        return describeHealth(client.status());
      default:
        return Response.json({ error: "not-found" }, { status: 404 });
    }
  },
};

function openClient({ SNAPSHOT_URL, SNAPSHOT_TOKEN, MAX_AGE_MS }: Bindings): SnapshotClient {
  return createClient(SNAPSHOT_URL, {
    schemaEngine: interpreterEngine,
    token: SNAPSHOT_TOKEN ?? "",
    maxAgeMs: Number(MAX_AGE_MS),
    maxStalenessMs: 15 * 60_000,
    fallback: bundledSnapshot,
  });
}
