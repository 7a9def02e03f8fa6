import { RototoError } from "@rototo/core";
import { parseSource } from "@rototo/sources";
import type { PlannedOptions } from "./load-plan.js";
import { adaptSource } from "./load-version.js";
import type { WorkspaceSource } from "./workspace-source.js";

/**
 * The source that an application means. Does no I/O.
 *
 * @throws {RototoError} `source-invalid`
 */
export function openSource(source: string | WorkspaceSource, options: PlannedOptions): WorkspaceSource {
  if (isOwnSource(source)) return source;
  const { cwd = process.cwd(), signal: _signal, ...rest } = options;
  return adaptSource(parseSource(source, { cwd }), rest);
}

/**
 * Whether it is a source of the application's own.
 *
 * @throws {RototoError} `source-invalid` when it is no source at all.
 */
export function isOwnSource(source: string | WorkspaceSource): source is WorkspaceSource {
  if (typeof source === "string") return false;
  if (isWorkspaceSource(source)) return true;
  throw new RototoError(
    "source-invalid",
    "a source is a directory or an address, as text, or an object with a name and load()",
  );
}

/** Asked of callers without types. */
function isWorkspaceSource(source: unknown): source is WorkspaceSource {
  if (typeof source !== "object" || source === null || !("name" in source) || !("load" in source)) return false;
  return typeof source.name === "string" && typeof source.load === "function";
}
