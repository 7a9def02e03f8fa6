import type { Diagnostic } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import { withRecorder } from "../records/with-recorder.js";
import { checkContextsAreChecked } from "../version/check-version-answers.js";
import { loadVersion } from "../version/load-version.js";
import { openSource } from "../version/open-source.js";
import { lintDocuments } from "../version/prepare-version.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import { LinkedVersion } from "./linked-version.js";
import { readLoadOptions, type LoadOptions } from "./load-options.js";
import type { AnyWorkspace, WorkspaceDeclaration } from "./workspace-declaration.js";
import { inspectVersion, type WorkspaceInspection } from "./workspace-inspection.js";
import { WorkspaceQueries } from "./workspace-queries.js";

/**
 * One version of a workspace, loaded once: for tests, jobs and tools. A service
 * that lives long wants `RefreshingWorkspace`.
 *
 * The type argument declares what the workspace holds; without one, ids are strings
 * and values JSON.
 */
export class Workspace<D extends WorkspaceDeclaration = AnyWorkspace> extends WorkspaceQueries<D> {
  protected readonly linked: LinkedVersion;
  protected readonly recorder: EvaluationRecorder | undefined;

  /** For the package alone: `recorder` is closed with the workspace. */
  constructor(linked: LinkedVersion, recorder?: EvaluationRecorder) {
    super();
    this.linked = linked;
    this.recorder = recorder;
  }

  /**
   * Loads, lints and compiles the workspace at `source`: a directory, a `git+…` or
   * `https://` address, or a source of the application's own.
   *
   * @throws {RototoError} `source-invalid` for an address that is none; `workspace-not-found`,
   *   `source-unavailable`, `source-denied`, `source-timeout`, `source-too-large` and `source-unsafe` when it
   *   cannot be read; `workspace-invalid` (`details.diagnostics`) when lint finds errors. {@link TypeError} and
   *   {@link RangeError} for an option that is wrong, which they name. Rejects with the signal's reason when that is
   *   aborted.
   */
  static async load<D extends WorkspaceDeclaration = AnyWorkspace>(
    source: string | WorkspaceSource,
    options?: LoadOptions,
  ): Promise<Workspace<D>> {
    const {
      now = Date.now,
      signal = new AbortController().signal,
      records,
      ...load
    } = readLoadOptions("Workspace.load", options);
    const opened = openSource(source, load);
    return withRecorder(records, async (recorder) => {
      signal.throwIfAborted();
      const version = await loadVersion(opened, load, signal);
      recorder?.checkNames(version.compiled);
      const linked = new LinkedVersion(version, {
        schemaEngine: ajvEngine,
        now,
        recorder: recorder?.forVersion(version),
      });
      if (load.lint !== "skip") checkContextsAreChecked(linked.resolver, version.name);
      return new Workspace<D>(linked, recorder);
    });
  }

  /** The absolute directory, or the source as given with credentials removed. */
  get source(): string {
    return this.linked.version.name;
  }

  /** Names the version: `git:<commit>`, `http:<etag>` or `sha256:<content>`. */
  get fingerprint(): string {
    return this.linked.version.fingerprint;
  }

  /** What the workspace holds: what could be compiled of it, where lint was skipped. */
  inspect(): WorkspaceInspection {
    return inspectVersion(this.linked.version);
  }

  /** Every diagnostic. Warnings only, unless lint was skipped: then it is made up for now. */
  async lint(signal: AbortSignal = new AbortController().signal): Promise<readonly Diagnostic[]> {
    const { documents, diagnostics } = this.linked.version;
    return documents === undefined ? diagnostics : lintDocuments(documents, {}, signal);
  }

  /** Writes the records that wait, for two seconds at most. Answers are given afterwards, too, but not recorded. */
  async close(): Promise<void> {
    await this.recorder?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
