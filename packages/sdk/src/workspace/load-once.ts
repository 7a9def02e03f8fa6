import type { LinkedVersion } from "@rototo/core/queries";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import { withRecorder } from "../records/with-recorder.js";
import { createVersionLinker } from "../version/link-version.js";
import { planLoad, sourceOfPlan } from "../version/load-plan.js";
import { loadVersion } from "../version/load-version.js";
import { isOwnSource, type WorkspaceSource } from "../version/workspace-source.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import { readLoadOptions, type LoadOptions } from "./load-options.js";

/** A version that answers, and who records its answers. */
export interface LoadedOnce {
  readonly linked: LinkedVersion<WorkspaceVersion>;
  readonly recorder: EvaluationRecorder | undefined;
}

/** What `Workspace.load` does; `directory` is the working directory when it was called. */
export async function loadOnce(
  source: string | WorkspaceSource,
  options: LoadOptions | undefined,
  directory: string,
): Promise<LoadedOnce> {
  const {
    now = Date.now,
    signal = new AbortController().signal,
    records,
    ...load
  } = readLoadOptions("Workspace.load", options, directory);
  const opened = isOwnSource(source) ? source : sourceOfPlan(planLoad(source, load));
  return withRecorder(records, async (recorder) => {
    signal.throwIfAborted();
    const version = await loadVersion(opened, load, signal);
    recorder?.checkNames(version.compiled);
    const linked = await createVersionLinker(now, (each) => recorder?.forVersion(each))(version);
    return { linked, recorder };
  });
}
