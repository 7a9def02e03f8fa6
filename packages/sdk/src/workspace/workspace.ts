import type { Diagnostic } from "@rototo/core";
import type { AnyWorkspace, LinkedVersion, WorkspaceDeclaration } from "@rototo/core/queries";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import { importPart } from "../version/import-part.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import type { LoadOptions } from "./load-options.js";
import { RecordingWorkspace } from "./recording-workspace.js";
import { inspectVersion, type WorkspaceInspection } from "./workspace-inspection.js";

/**
 * One version of a workspace, loaded once: for tests, jobs and tools. A service
 * that lives long wants `RefreshingWorkspace`.
 *
 * The type argument declares what the workspace holds; without one, ids are strings
 * and values JSON.
 */
export class Workspace<D extends WorkspaceDeclaration = AnyWorkspace> extends RecordingWorkspace<D> {
  readonly #version: WorkspaceVersion;

  /** For the package alone: `recorder` is closed with the workspace. */
  constructor(linked: LinkedVersion<WorkspaceVersion>, recorder?: EvaluationRecorder) {
    super({ linked }, recorder);
    this.#version = linked.version;
  }

  /**
   * Loads, lints and compiles the workspace at `source`: a directory, a `git+…` or
   * `https://` address, or a source of the application's own.
   *
   * @throws {RototoError} `source-invalid` for an address that cannot be understood; `workspace-not-found`,
   *   `source-unavailable`, `source-denied`, `source-timeout`, `source-too-large` and `source-unsafe` when it
   *   cannot be read; `workspace-invalid` (`details.diagnostics`) when lint finds errors. {@link TypeError} and
   *   {@link RangeError} for an option that is wrong, which they name. Rejects with the signal's reason when that is
   *   aborted.
   *
   * @example
   * ```ts
   * import { Workspace } from "@rototo/sdk";
   *
   * await using workspace = await Workspace.load("git+https://example.com/config.git#main");
   * const { value } = workspace.resolveVariable("max-seats", "prod", { account: { plan: "team" } });
   * ```
   */
  static async load<D extends WorkspaceDeclaration = AnyWorkspace>(
    source: string | WorkspaceSource,
    options?: LoadOptions,
  ): Promise<Workspace<D>> {
    // Read now: the caller may go elsewhere while the parts are imported.
    const directory = process.cwd();
    const { loadOnce } = await importPart(() => import("./load-once.js"));
    const { linked, recorder } = await loadOnce(source, options, directory);
    return new Workspace<D>(linked, recorder);
  }

  /** The absolute directory, or the source as given with credentials removed. */
  get source(): string {
    return this.#version.name;
  }

  /** Names the version: `git:<commit>`, `http:<etag>` or `sha256:<content>`. */
  get fingerprint(): string {
    return this.#version.fingerprint;
  }

  /** What the workspace holds: what could be compiled of it, where lint was skipped. */
  inspect(): WorkspaceInspection {
    return inspectVersion(this.#version);
  }

  /** Every diagnostic. Warnings only, unless lint was skipped: then it is made up for now. */
  async lint(signal: AbortSignal = new AbortController().signal): Promise<readonly Diagnostic[]> {
    const { documents, diagnostics } = this.#version;
    if (documents === undefined) return diagnostics;
    const { lintDocuments } = await importPart(() => import("../version/prepare-version.js"));
    return lintDocuments(documents, {}, signal);
  }

  /** Writes the records that wait, for two seconds at most. Answers are given afterwards, too, but not recorded. */
  async close(): Promise<void> {
    await this.recorder?.close();
  }

  /** The same as `close()`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
