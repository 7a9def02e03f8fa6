import type { RefreshingWorkspace } from "@rototo/sdk";
import type { FastifyBaseLogger } from "fastify";
import type { IncidentWorkspace } from "./incident-workspace.js";

/** Logs what refreshing does, apart from finding nothing new. */
export function logRefreshes(workspace: RefreshingWorkspace<IncidentWorkspace>, log: FastifyBaseLogger): void {
  workspace.on("refreshed", ({ previousFingerprint, fingerprint, changes }) =>
    log.info({ previousFingerprint, fingerprint, changes }, "workspace refreshed"),
  );
  workspace.on("failed", ({ error, consecutiveFailures, nextAttemptMs }) =>
    log.warn(
      { code: error.code, cause: error.message, consecutiveFailures, nextAttemptMs },
      "workspace not refreshed: the version before goes on",
    ),
  );
  workspace.on("stale", ({ lastSuccess }) => log.error({ lastSuccess }, "workspace is stale"));
  workspace.on("recovered", ({ fingerprint }) => log.info({ fingerprint }, "workspace recovered"));
}
