import { interpreterEngine } from "@rototo/core/interpreter";
import { createClient, type SnapshotClient } from "@rototo/edge";

/** Asks the edge client of the snapshot at `client`, or has it refresh. */
export interface ClientQuestion {
  /** The address of the snapshot. */
  readonly client: string;
  readonly question: "ask" | "refresh";
}

const clients = new Map<string, SnapshotClient>();

/** With the `fetch` of the runtime. */
export async function answerOfClient({ client: url, question }: ClientQuestion): Promise<unknown> {
  const client = clients.get(url) ?? createClient(url, { schemaEngine: interpreterEngine });
  clients.set(url, client);
  if (question === "refresh") return client.refreshNow();
  return (await client.resolver()).resolveVariable("max-seats", "prod", { plan: "enterprise" }).value;
}
