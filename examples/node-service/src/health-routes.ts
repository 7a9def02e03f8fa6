import type { RefreshingWorkspace, RefreshStatus } from "@rototo/sdk";
import type { FastifyPluginCallback } from "fastify";
import type { IncidentWorkspace } from "./incident-workspace.js";

export interface HealthRouteOptions {
  readonly workspace: RefreshingWorkspace<IncidentWorkspace>;
}

/** `GET /health/live` and `GET /health/ready`, for whoever starts and stops the service. */
export const healthRoutes: FastifyPluginCallback<HealthRouteOptions> = (server, { workspace }, done) => {
  server.get("/health/live", () => ({ live: true }));

  server.get("/health/ready", (_request, reply) => {
    const status = workspace.status();
    return reply.code(status.stale ? 503 : 200).send(describeHealth(status));
  });
  done();
};

/** Without the messages of errors: anyone may be allowed to ask for health, and the log has them. */
function describeHealth(status: RefreshStatus) {
  return {
    ready: !status.stale,
    workspaceVersion: status.currentFingerprint,
    origin: status.origin,
    lastSuccess: status.lastSuccess === undefined ? null : new Date(status.lastSuccess),
    lastAttempt: new Date(status.lastAttempt),
    consecutiveFailures: status.consecutiveFailures,
    lastError: status.lastError?.code ?? null,
  };
}
