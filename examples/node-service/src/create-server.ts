import { fastify, type FastifyInstance } from "fastify";
import { alertRoute } from "./alert-route.js";
import { healthRoutes } from "./health-routes.js";
import { logRefreshes } from "./log-refreshes.js";
import { summaryRoute, type IncidentRouteOptions } from "./summary-route.js";

export interface ServerOptions extends IncidentRouteOptions {
  /** Where the log goes, one JSON object on each line. */
  readonly logStream: NodeJS.WritableStream;
}

/** The service as a server that does not listen yet. Closing it leaves the workspace open. */
export function createServer({ workspace, environment, logStream }: ServerOptions): FastifyInstance {
  const server = fastify({ logger: { stream: logStream } });
  logRefreshes(workspace, server.log);
  server.register(healthRoutes, { workspace });
  server.register(summaryRoute, { workspace, environment });
  server.register(alertRoute, { workspace, environment });
  return server;
}
