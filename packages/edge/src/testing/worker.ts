import { interpreterEngine } from "@rototo/core/interpreter";
import { createClient, type ClientOptions, type RequestLifetime, type SnapshotClient } from "../index.js";

/** What a test asks the worker to do with the client for `url`, which is made at the first question. */
export interface WorkerQuestion {
  readonly url: string;
  readonly options?: Pick<ClientOptions, "maxAgeMs" | "timeoutMs" | "maxBytes" | "token" | "fallback">;
  readonly does: "answer" | "answer-without-wait-until" | "refresh" | "status";
}

/** Where nothing may happen yet: that this does not fail is a test. */
const clients = new Map<string, SnapshotClient>([
  ["https://localhost/", createClient("https://localhost/", { schemaEngine: interpreterEngine })],
]);

export default {
  async fetch(request: Request, _bindings: unknown, context: RequestLifetime): Promise<Response> {
    const { url, options, does } = (await request.json()) as WorkerQuestion;
    const client = clients.get(url) ?? createClient(url, { ...options, schemaEngine: interpreterEngine });
    clients.set(url, client);
    try {
      switch (does) {
        case "answer":
          return Response.json(await greetingFrom(client, context));
        case "answer-without-wait-until":
          return Response.json(await greetingFrom(client, undefined));
        case "refresh":
          return Response.json(await client.refreshNow(context));
        case "status": {
          const { lastError, ...status } = client.status();
          return Response.json({ ...status, lastError: lastError?.code, lastMessage: lastError?.message });
        }
      }
    } catch (error) {
      const { code, message } = error as { code?: unknown; message?: unknown };
      return Response.json({ code, message });
    }
  },
};

async function greetingFrom(client: SnapshotClient, context: RequestLifetime | undefined): Promise<unknown> {
  const resolver = await client.resolver(context);
  return resolver.resolveVariable("greeting", undefined, { seats: 1 }).value;
}
