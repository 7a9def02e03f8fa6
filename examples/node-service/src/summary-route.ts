import type { RefreshingWorkspace } from "@rototo/sdk";
import type { FastifyPluginCallback } from "fastify";
import type { IncidentWorkspace } from "./incident-workspace.js";
import { accountBody, openScopePerRequest } from "./request-scope.js";

export interface IncidentRouteOptions {
  readonly workspace: RefreshingWorkspace<IncidentWorkspace>;
  readonly environment: IncidentWorkspace["environment"];
}

/** `POST /incidents/summary`: how the incident of an account would be summarised. */
export const summaryRoute: FastifyPluginCallback<IncidentRouteOptions> = (server, options, done) => {
  openScopePerRequest(server, options.workspace, options.environment);

  server.post("/incidents/summary", { schema: { body: accountBody } }, ({ scope }) => {
    const { value, valueKey, reason } = scope.resolveVariable("llm-agent-config");
    const { value: reviewedByPerson } = scope.resolveQualifier("enterprise-accounts");
    return { configuration: value, valueKey, reason, reviewedByPerson, workspaceVersion: scope.fingerprint };
  });
  done();
};
