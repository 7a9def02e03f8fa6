import type { LinkedVersion } from "@rototo/core/queries";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import { withRecorder } from "../records/with-recorder.js";
import { loadFirstVersion } from "../refresh/load-first-version.js";
import { RefreshLoop } from "../refresh/refresh-loop.js";
import { followSource } from "../version/follow-source.js";
import { createVersionLinker } from "../version/link-version.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import { readRefreshOptions, type RefreshOptions } from "./refresh-options.js";

/** What is served: one assignment is the whole of a swap. */
export interface Serving {
  linked: LinkedVersion<WorkspaceVersion>;
}

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
  const followed = followSource(source, { ...loading, snapshot: diskCopy !== undefined, hasStandIn });
  const fallback =
    fallbackSource === undefined
      ? undefined
      : followSource(fallbackSource, { ...loading, snapshot: false, hasStandIn: false });
  const make = withRecorder(records, async (recorder) => {
    signal?.throwIfAborted();
    const link = createVersionLinker(
      () => clock.now(),
      (version) => recorder?.forVersion(version),
    );
    const serving: Partial<Serving> = {};
    const first = await loadFirstVersion({
      source: followed,
      diskCopy,
      fallback,
      signal: signal ?? new AbortController().signal,
      check: async (version) => void (serving.linked = await link(version)),
    });
    // A stand-in may be older than the options.
    recorder?.checkNames(first.version.compiled, first.origin !== "source");
    await fallback?.close();
    const loop = new RefreshLoop({
      periodMs,
      maxStalenessMs,
      source: followed,
      first,
      diskCopy,
      clock,
      random,
      signal,
      async makeReady(version) {
        const linked = await link(version);
        return () => {
          serving.linked = linked;
          recorder?.checkNames(version.compiled, true);
        };
      },
    });
    return { serving: serving as Serving, loop, recorder };
  });
  return make.catch(async (error: unknown) => {
    await Promise.all([followed.close(), fallback?.close()]);
    throw error;
  });
}
