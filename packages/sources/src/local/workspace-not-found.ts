import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { MANIFEST_PATH } from "@rototo/core/documents";
import { closestName, RototoError } from "@rototo/core/resolve";
import { ownCause } from "../own-cause.js";

/** The error for a workspace directory that is missing, or that is something else. */
export function workspaceNotFound(directory: string, cause?: unknown): RototoError {
  if (existsSync(directory)) {
    const hint = basename(directory) === MANIFEST_PATH ? `; give its directory, ${dirname(directory)}` : "";
    return notFound(directory, `not a directory: ${directory}${hint}`, [], cause);
  }
  const near = nearDirectory(directory);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return notFound(directory, `no such directory: ${directory}${hint}`, near === undefined ? [] : [near], cause);
}

function notFound(directory: string, message: string, nearMatches: readonly string[], cause: unknown): RototoError {
  return new RototoError("workspace-not-found", message, {
    details: { directory, nearMatches },
    ...(cause !== undefined && { cause: ownCause(cause) }),
  });
}

function nearDirectory(directory: string): string | undefined {
  const parent = dirname(directory);
  try {
    const names = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const name = closestName(
      basename(directory),
      names.map((entry) => entry.name),
    );
    return name === undefined ? undefined : join(parent, name);
  } catch {
    // The suggestion is a courtesy: a parent that cannot be listed has none.
    return undefined;
  }
}
