import type { FastifyPluginCallback } from "fastify";
import type { AgentConfiguration } from "./incident-workspace.js";
import { accountBody, type AccountRequest } from "./request-scope.js";
import type { IncidentRouteOptions } from "./summary-route.js";

/** What every account gets when there is no answer. */
const BUILT_IN: AgentConfiguration = {
  model: "gpt-5-mini",
  gateway: "openai",
  prompt: "Summarize the incident.",
  max_output_tokens: 1000,
  temperature: 0,
};

/** `POST /incidents/alert`: the same for an alert, which goes out even when nothing is known of the account. */
export const alertRoute: FastifyPluginCallback<IncidentRouteOptions> = (server, { workspace, environment }, done) => {
  server.post("/incidents/alert", { schema: { body: accountBody } }, (request: AccountRequest) => {
    const context = { account: request.body.account };
    const resolution = workspace.resolveVariable("llm-agent-config", environment, context, { fallback: BUILT_IN });
    if (resolution.reason === "caller_fallback") {
      request.log.warn({ code: resolution.error.code, cause: resolution.error.message }, "built-in configuration used");
    }
    return { configuration: resolution.value, valueKey: resolution.valueKey, reason: resolution.reason };
  });
  done();
};
