import { resolve } from "node:path";
import { link } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { LinkedVersion, type AnyWorkspace, type WorkspaceDeclaration } from "@rototo/core/queries";
import { systemClock } from "../clock.js";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import { withRecorder } from "../records/with-recorder.js";
import { loadFirstVersion } from "../refresh/load-first-version.js";
import type { RefreshEventName, RefreshListener } from "../refresh/refresh-events.js";
import { RefreshLoop, type RefreshLoopOptions, type RefreshOutcome } from "../refresh/refresh-loop.js";
import { requirePositive } from "../refresh/require-positive.js";
import type { RefreshStatus } from "../refresh/refresh-state.js";
import { createVersionLoader } from "../version/create-version-loader.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import { DEFAULT_PERIOD_MS, type RefreshOptions } from "./refresh-options.js";
import { RecordingWorkspace } from "./recording-workspace.js";
import { reuseSchemas } from "./reuse-schemas.js";
import { Workspace } from "./workspace.js";

/**
 * A workspace that is kept fresh in the background: for services.
 *
 * A successful refresh replaces the version that answers, at once and for all
 * questions; a failed one changes nothing but the status. Whoever needs several
 * answers from one version asks a `scope()` or `current`. Its timers keep no process
 * alive, but close it all the same: that writes the records that wait.
 */
export class RefreshingWorkspace<D extends WorkspaceDeclaration = AnyWorkspace> extends RecordingWorkspace<D> {
  readonly #serving: Serving;
  readonly #loop: RefreshLoop;

  private constructor(
    serving: Serving,
    recorder: EvaluationRecorder | undefined,
    loop: Omit<RefreshLoopOptions, "onVersion">,
  ) {
    super(serving, recorder);
    this.#serving = serving;
    this.#loop = new RefreshLoop({ ...loop, onVersion: (version) => serving.serve(version) });
  }

  /**
   * Loads the workspace at `source`, which must succeed, or start from the copy on disk or the fallback source
   * where the options name one; then goes on refreshing it.
   *
   * @throws {RototoError} as `Workspace.load`. {@link RangeError} for a duration that is not positive and an empty
   *   path. Rejects with the signal's reason when that is aborted.
   */
  static async load<D extends WorkspaceDeclaration = AnyWorkspace>(
    source: string | WorkspaceSource,
    options: RefreshOptions = {},
  ): Promise<RefreshingWorkspace<D>> {
    const { fallbackSource, signal, clock = systemClock, random = Math.random } = options;
    const { periodMs = DEFAULT_PERIOD_MS, maxStalenessMs, cwd = process.cwd() } = options;
    const timing = { periodMs: periodMs === false ? undefined : periodMs, maxStalenessMs };
    requirePositive(timing);
    if (options.diskCopy === "") throw new RangeError("diskCopy must be the path of a file, not empty");
    const diskCopy = options.diskCopy === undefined ? undefined : resolve(cwd, options.diskCopy);
    const loader = createVersionLoader(source, options, diskCopy !== undefined);
    const fallback = fallbackSource === undefined ? undefined : createVersionLoader(fallbackSource, options, false);
    return withRecorder(options.records, async (recorder) => {
      signal?.throwIfAborted();
      const first = await loadFirstVersion({
        loader,
        diskCopy,
        fallback,
        signal: signal ?? new AbortController().signal,
      });
      const schemaEngine = reuseSchemas(ajvEngine);
      const now = () => clock.now();
      const serving = new Serving(
        (version) =>
          new LinkedVersion(version, {
            resolver: link(version.compiled, { schemaEngine }),
            now,
            recorder: recorder?.forVersion(version),
          }),
        first.version,
      );
      return new RefreshingWorkspace<D>(serving, recorder, {
        ...timing,
        loader,
        first,
        diskCopy,
        clock,
        random,
        signal,
      });
    });
  }

  /** The version that answers now, for good: later refreshes do not change it. */
  get current(): Workspace<D> {
    return new Workspace<D>(this.#serving.linked);
  }

  /** How refreshing goes: for health checks. */
  status(): RefreshStatus {
    return this.#loop.status();
  }

  /**
   * Asks the source now and resolves when what it holds is served. Joins a refresh that is under way.
   *
   * @throws {RototoError} why it failed; what was served before still is. An `AbortError` after `close()`.
   */
  refreshNow(): Promise<RefreshOutcome> {
    return this.#loop.refreshNow();
  }

  /**
   * Listens to what refreshing does. A listener that throws is a process warning and nothing else.
   *
   * @returns a function that ends the listening.
   */
  on<Name extends RefreshEventName>(name: Name, listener: RefreshListener<Name>): () => void {
    return this.#loop.on(name, listener);
  }

  /** Ends refreshing, a refresh under way included, and writes the records that wait, within seconds. Answers go on. */
  async close(): Promise<void> {
    await Promise.all([this.#loop.close(), this.recorder?.close()]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** What is served: one assignment is the whole of a swap. */
class Serving {
  linked: LinkedVersion<WorkspaceVersion>;

  constructor(
    private readonly link: (version: WorkspaceVersion) => LinkedVersion<WorkspaceVersion>,
    first: WorkspaceVersion,
  ) {
    this.linked = link(first);
  }

  serve(version: WorkspaceVersion): void {
    this.linked = this.link(version);
  }
}
