import { link } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { LinkedVersion } from "@rototo/core/queries";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import { withRecorder } from "../records/with-recorder.js";
import { loadFirstVersion } from "../refresh/load-first-version.js";
import { RefreshLoop } from "../refresh/refresh-loop.js";
import { checkContextsAreChecked } from "../version/check-version-answers.js";
import { createVersionLoader } from "../version/create-version-loader.js";
import { warnOfInterpreter } from "../version/warn-of-interpreter.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import { readRefreshOptions, type RefreshOptions } from "./refresh-options.js";
import { reuseSchemas } from "./reuse-schemas.js";

/** What a refreshing workspace is made of. */
export interface RefreshingParts {
  readonly serving: Serving;
  readonly loop: RefreshLoop;
  readonly recorder: EvaluationRecorder | undefined;
}

/** What `RefreshingWorkspace.load` does; `directory` is the working directory when it was called. */
export async function startRefreshing(
  source: string | WorkspaceSource,
  options: RefreshOptions | undefined,
  directory: string,
): Promise<RefreshingParts> {
  const {
    periodMs,
    attemptTimeoutMs,
    maxStalenessMs,
    diskCopy,
    fallbackSource,
    signal,
    clock,
    random,
    records,
    ...load
  } = readRefreshOptions("RefreshingWorkspace.load", options, directory);
  const loading = { load, attemptTimeoutMs, clock };
  const hasStandIn = diskCopy !== undefined || fallbackSource !== undefined;
  const loader = createVersionLoader(source, { ...loading, snapshot: diskCopy !== undefined, hasStandIn });
  const fallback =
    fallbackSource === undefined
      ? undefined
      : createVersionLoader(fallbackSource, { ...loading, snapshot: false, hasStandIn: false });
  warnOfInterpreter();
  const schemaEngine = reuseSchemas(ajvEngine);
  const make = withRecorder(records, async (recorder) => {
    signal?.throwIfAborted();
    const linkVersion = (version: WorkspaceVersion): LinkedVersion<WorkspaceVersion> => {
      const linked = new LinkedVersion(version, {
        resolver: link(version.compiled, { schemaEngine }),
        now: () => clock.now(),
        recorder: recorder?.forVersion(version),
      });
      checkContextsAreChecked(linked.resolver, version.name);
      return linked;
    };
    const first = await loadFirstVersion({
      loader,
      diskCopy,
      fallback,
      signal: signal ?? new AbortController().signal,
      check: (version) => void linkVersion(version),
    });
    // A stand-in may be older than the options.
    recorder?.checkNames(first.version.compiled, first.origin !== "source");
    const serving = new Serving(linkVersion, first.version, (version) => recorder?.checkNames(version.compiled, true));
    await fallback?.close();
    const loop = new RefreshLoop({
      periodMs,
      maxStalenessMs,
      loader,
      first,
      diskCopy,
      clock,
      random,
      signal,
      onVersion: (next) => serving.serve(next),
    });
    return { serving, loop, recorder };
  });
  return make.catch(async (error: unknown) => {
    await Promise.all([loader.close(), fallback?.close()]);
    throw error;
  });
}

/** What is served: one assignment is the whole of a swap. */
export class Serving {
  linked: LinkedVersion<WorkspaceVersion>;

  constructor(
    private readonly link: (version: WorkspaceVersion) => LinkedVersion<WorkspaceVersion>,
    first: WorkspaceVersion,
    private readonly afterSwap: (version: WorkspaceVersion) => void,
  ) {
    this.linked = link(first);
  }

  serve(version: WorkspaceVersion): void {
    this.linked = this.link(version);
    this.afterSwap(version);
  }
}
