import type { RefreshingWorkspace } from "@rototo/sdk";
import type { FastifyInstance } from "fastify";
import type { IncidentWorkspace } from "./incident-workspace.js";

/**
 * Stops accepting requests, lets those under way finish, and writes the records that wait. A request that is not
 * finished after `deadlineMs` loses its connection.
 */
export async function shutDown(
  server: FastifyInstance,
  workspace: RefreshingWorkspace<IncidentWorkspace>,
  deadlineMs: number,
): Promise<void> {
  // Else the connections of these requests would stay open for further ones.
  server.server.keepAliveTimeout = 1;
  const deadline = setTimeout(() => server.server.closeAllConnections(), deadlineMs);
  await server.close();
  clearTimeout(deadline);
  await workspace.close();
  server.log.info({ records: workspace.recordStatistics() }, "stopped");
}
