import { RototoError } from "@rototo/core";
import { parseSource, type Source, type SourceOptions } from "@rototo/sources";
import { adaptSource } from "./load-version.js";
import type { WorkspaceSource } from "./workspace-source.js";

export interface OpenSourceOptions extends Omit<SourceOptions, "signal" | "onProgress"> {
  /** What a relative directory is relative to; the process's working directory, unless given. */
  readonly cwd?: string;
}

/**
 * The source that an application means. Does no I/O.
 *
 * @throws {RototoError} `source-invalid`
 */
export function openSource(source: string | WorkspaceSource, options: OpenSourceOptions): WorkspaceSource {
  const parsed = parseSourceOption(source, options);
  return "load" in parsed ? parsed : adaptSource(parsed, options);
}

/**
 * The same, in the form that can cross threads where it is a source of rototo's.
 *
 * @throws {RototoError} `source-invalid`
 */
export function parseSourceOption(
  source: string | WorkspaceSource,
  { cwd = process.cwd() }: OpenSourceOptions,
): Source | WorkspaceSource {
  if (typeof source === "string") return parseSource(source, { cwd });
  if (isWorkspaceSource(source)) return source;
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
