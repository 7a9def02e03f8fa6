import { runJob } from "./run-job.js";

/** Some lines were refused. */
const INCOMPLETE = 1;
/** The job could not run to its end. */
const FAILED = 2;

const stop = new AbortController();
// Once, so that a second signal ends the process at once.
process.once("SIGTERM", () => stop.abort());
process.once("SIGINT", () => stop.abort());

try {
  const refused = await runJob({
    workspaceSource: process.env["WORKSPACE_SOURCE"] ?? "../llm-agent-config/config",
    accountsFile: process.argv[2],
    recordsFile: process.env["RECORDS_FILE"],
    stop: stop.signal,
  });
  if (refused > 0) process.exitCode = INCOMPLETE;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = FAILED;
}
