import { RefreshingWorkspace, stdoutSink } from "@rototo/sdk";
import { createServer } from "./create-server.js";
import type { IncidentWorkspace } from "./incident-workspace.js";
import type { Settings } from "./settings.js";
import { shutDown } from "./shut-down.js";

/**
 * Loads the workspace, serves until `stop`, and cleans up.
 *
 * @throws {RototoError} when the workspace cannot be loaded; the reason of `stop` when that comes first.
 */
export async function serve(settings: Settings, stop: AbortSignal): Promise<void> {
  const workspace = await RefreshingWorkspace.load<IncidentWorkspace>(settings.workspaceSource, {
    periodMs: settings.refreshPeriodMs,
    maxStalenessMs: settings.maxStalenessMs,
    records: { sinks: [stdoutSink()] },
    signal: stop,
  });
  const server = createServer({ workspace, environment: settings.environment, logStream: process.stderr });
  try {
    await server.listen({ host: settings.host, port: settings.port });
    await untilAborted(stop);
  } finally {
    await shutDown(server, workspace, settings.shutdownDeadlineMs);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}
