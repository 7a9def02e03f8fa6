import { linkUnlinted } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { LinkedVersion } from "@rototo/core/queries";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import { withRecorder } from "../records/with-recorder.js";
import { checkContextsAreChecked } from "../version/check-version-answers.js";
import { loadVersion } from "../version/load-version.js";
import { openSource } from "../version/open-source.js";
import { warnOfInterpreter } from "../version/warn-of-interpreter.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
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
  const opened = openSource(source, load);
  warnOfInterpreter();
  return withRecorder(records, async (recorder) => {
    signal.throwIfAborted();
    const version = await loadVersion(opened, load, signal);
    recorder?.checkNames(version.compiled);
    const linked = new LinkedVersion(version, {
      resolver: linkUnlinted(version.compiled, { schemaEngine: ajvEngine }),
      now,
      recorder: recorder?.forVersion(version),
    });
    if (load.lint !== "skip") checkContextsAreChecked(linked.resolver, version.name);
    return { linked, recorder };
  });
}
