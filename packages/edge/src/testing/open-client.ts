import type { RequestListener } from "node:http";
import { interpreterEngine } from "@rototo/core/interpreter";
import { Agent, fetch as undiciFetch } from "undici";
import { onTestFinished } from "vitest";
import type { ClientOptions, SnapshotFetch } from "../client-options.js";
import { createClient } from "../create-client.js";
import type { RequestLifetime, SnapshotClient } from "../snapshot-client.js";
import { httpsServer, type HttpsServer } from "@rototo/test-support/https-server";
import { testAuthority } from "@rototo/test-support/test-authority";

export interface OpenClient {
  readonly client: SnapshotClient;
  readonly server: HttpsServer;
  /** Moves the client's clock, in ms. */
  advance(ms: number): void;
  /** What the variable `greeting` is for a small account. */
  greeting(request?: RequestLifetime): Promise<unknown>;
  /** As {@link greeting}, and returns when nothing goes on in the background any more. */
  settledGreeting(): Promise<unknown>;
}

/** A client of its own server, whose clock stands still and whose pauses are as short as they may be. */
export async function openClient(
  answer: RequestListener,
  { path = "/config.snapshot.json", ...options }: Partial<ClientOptions> & { readonly path?: string } = {},
): Promise<OpenClient> {
  const server = await httpsServer(answer);
  let now = 1_000_000;
  const client = createClient(`${server.origin}${path}`, {
    schemaEngine: interpreterEngine,
    fetch: trustingFetch(),
    now: () => now,
    random: () => 0,
    ...options,
  });
  const greeting = async (request?: RequestLifetime) => {
    const resolver = await client.resolver(request);
    return resolver.resolveVariable("greeting", undefined, { seats: 1 }).value;
  };
  return {
    client,
    server,
    advance: (ms) => (now += ms),
    greeting,
    async settledGreeting() {
      const background: Promise<unknown>[] = [];
      const answered = await greeting({ waitUntil: (promise) => void background.push(promise) });
      await Promise.all(background);
      return answered;
    },
  };
}

/** Node's fetch, which trusts the test servers. */
export function trustingFetch(): SnapshotFetch {
  const dispatcher = new Agent({ connect: { ca: testAuthority().authority } });
  onTestFinished(() => dispatcher.destroy());
  return (url, init) => undiciFetch(url, { ...init, dispatcher }) as unknown as Promise<Response>;
}

/** Answers with `text` under `etag`, and keeps conditions as RFC 9110 has it. */
export function versioned(text: string, etag: string | undefined): RequestListener {
  return (request, response) => {
    const headers = etag === undefined ? {} : { etag };
    if (etag !== undefined && request.headers["if-none-match"] === etag) response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(text);
  };
}
