import { ENVIRONMENTS, type IncidentWorkspace } from "./incident-workspace.js";

/** What differs between deployments. Durations are in ms. */
export interface Settings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** A directory, or a `git+https://…` or `https://…` address. */
  readonly workspaceSource: string;
  readonly environment: IncidentWorkspace["environment"];
  readonly refreshPeriodMs: number;
  /** How long the source may be out of reach before the service says that it is not ready. */
  readonly maxStalenessMs: number;
  /** How long requests may go on after the signal to stop. */
  readonly shutdownDeadlineMs: number;
}

/**
 * Reads the settings from environment variables.
 *
 * @throws {Error} that names the variable which is wrong.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  return {
    host: variables["HOST"] ?? "127.0.0.1",
    port: readNumber(variables, "PORT", 3000),
    workspaceSource: variables["WORKSPACE_SOURCE"] ?? "../llm-agent-config/config",
    environment: readEnvironment(variables["WORKSPACE_ENVIRONMENT"] ?? "dev"),
    refreshPeriodMs: readNumber(variables, "REFRESH_PERIOD_MS", 60_000),
    maxStalenessMs: readNumber(variables, "MAX_STALENESS_MS", 900_000),
    shutdownDeadlineMs: readNumber(variables, "SHUTDOWN_DEADLINE_MS", 10_000),
  };
}

function readNumber(variables: NodeJS.ProcessEnv, name: string, unlessGiven: number): number {
  const text = variables[name] ?? String(unlessGiven);
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}"`);
  return Number(text);
}

function readEnvironment(text: string): Settings["environment"] {
  const environment = ENVIRONMENTS.find((name) => name === text);
  if (environment !== undefined) return environment;
  throw new Error(`WORKSPACE_ENVIRONMENT must be one of ${ENVIRONMENTS.join(", ")}, not "${text}"`);
}
