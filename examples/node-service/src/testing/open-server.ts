import { Writable } from "node:stream";
import { RefreshingWorkspace, type RefreshOptions } from "@rototo/sdk";
import type { ControllableSource } from "@rototo/sdk/testing";
import type { FastifyInstance } from "fastify";
import { onTestFinished } from "vitest";
import { createServer } from "../create-server.js";
import type { IncidentWorkspace } from "../incident-workspace.js";

export interface OpenServer {
  readonly server: FastifyInstance;
  readonly workspace: RefreshingWorkspace<IncidentWorkspace>;
  /** What was logged so far. */
  readonly log: { readonly msg: string; readonly [field: string]: unknown }[];
}

/** The server in `prod` on the workspace in `source`, refreshed only when a test says so. Closed after the test. */
export async function openServer(source: ControllableSource, options: RefreshOptions = {}): Promise<OpenServer> {
  const workspace = await RefreshingWorkspace.load<IncidentWorkspace>(source, { periodMs: false, ...options });
  const log: OpenServer["log"] = [];
  const logStream = new Writable({
    write(line: Buffer, _encoding, done) {
      log.push(JSON.parse(line.toString()) as OpenServer["log"][number]);
      done();
    },
  });
  const server = createServer({ workspace, environment: "prod", logStream });
  onTestFinished(async () => {
    await server.close();
    await workspace.close();
  });
  return { server, workspace, log };
}
