import { parseSource, type SourceOptions } from "@rototo/sources";
import { adaptSource } from "./load-version.js";
import type { WorkspaceSource } from "./workspace-source.js";

export interface OpenSourceOptions extends Omit<SourceOptions, "signal" | "onProgress"> {
  readonly cwd?: string;
}

/**
 * The source that an application means. Does no I/O.
 *
 * @throws {RototoError} `source-invalid`
 */
export function openSource(source: string | WorkspaceSource, options: OpenSourceOptions): WorkspaceSource {
  if (typeof source !== "string") return source;
  return adaptSource(parseSource(source, { cwd: options.cwd ?? process.cwd() }), options);
}
