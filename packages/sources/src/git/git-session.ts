import type { GitSource } from "../source.js";
import { selectDocuments, type DocumentSelection } from "../select-documents.js";
import { DEFAULT_SOURCE_LIMITS, type SourceLimits } from "../source-limits.js";
import type { SourceOptions } from "../source-options.js";
import { createGitEnvironment, type GitEnvironment } from "./git-environment.js";

/** What the git commands of one load or probe have in common. */
export interface GitSession {
  readonly source: GitSource;
  readonly environment: GitEnvironment;
  readonly limits: SourceLimits;
  readonly selection: DocumentSelection;
  readonly signal: AbortSignal | undefined;
  /** Told what happens, for a person; `undefined` when nobody listens. */
  readonly onProgress: ((message: string) => void) | undefined;
  /** Sees everything that git says on standard error as it comes. */
  readonly onStderr: ((text: string) => void) | undefined;
}

export function createGitSession(source: GitSource, { signal, limits, onProgress, tests }: SourceOptions): GitSession {
  return {
    source,
    environment: createGitEnvironment(source, process.env),
    limits: { ...DEFAULT_SOURCE_LIMITS, ...limits },
    selection: selectDocuments(tests),
    signal,
    onProgress,
    onStderr: onProgress && reportTransfer(source.name, onProgress),
  };
}

/** Of what git says, only its own figures are passed on: the rest may be the server's words. */
function reportTransfer(name: string, onProgress: (message: string) => void): (text: string) => void {
  let last = "";
  return (text) => {
    const figures = [...text.matchAll(/(Receiving objects|Resolving deltas): +(\d+%)/g)].at(-1);
    const message = figures === undefined ? last : `${name}: ${figures[1]?.toLowerCase() ?? ""} ${figures[2] ?? ""}`;
    if (message === last) return;
    last = message;
    onProgress(message);
  };
}
