import { RototoError, type RefreshingWorkspace, type WorkspaceScope } from "@rototo/sdk";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { IncidentWorkspace } from "./incident-workspace.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Answers for the account of this request, all from one version of the workspace. */
    scope: WorkspaceScope<IncidentWorkspace>;
  }
}

/** Until the scope is opened, which validates it, the account is what the client claims. */
export type AccountRequest = FastifyRequest<{ Body: IncidentWorkspace["context"] }>;

/** What Fastify checks of the body. What an account is, the context schema of the workspace says. */
export const accountBody = { type: "object", required: ["account"] } as const;

/** Opens a scope for each request to `server`, and answers 400 to an account that the workspace does not accept. */
export function openScopePerRequest(
  server: FastifyInstance,
  workspace: RefreshingWorkspace<IncidentWorkspace>,
  environment: IncidentWorkspace["environment"],
): void {
  server.decorateRequest("scope");
  server.addHook("preHandler", (request: AccountRequest, _reply, done) => {
    request.scope = workspace.scope(environment, { account: request.body.account });
    done();
  });
  server.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof RototoError) || error.code !== "context-invalid") throw error;
    return reply.code(400).send({ error: error.code, violations: error.details["violations"] });
  });
}
