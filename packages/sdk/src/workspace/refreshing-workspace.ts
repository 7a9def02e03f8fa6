import { link } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { LinkedVersion, type AnyWorkspace, type WorkspaceDeclaration } from "@rototo/core/queries";
import type { EvaluationRecorder } from "../records/evaluation-recorder.js";
import { withRecorder } from "../records/with-recorder.js";
import { keepAlive } from "../refresh/keep-alive.js";
import { loadFirstVersion } from "../refresh/load-first-version.js";
import type { RefreshEventName, RefreshListener } from "../refresh/refresh-events.js";
import { RefreshLoop, type RefreshLoopOptions, type RefreshOutcome } from "../refresh/refresh-loop.js";
import type { RefreshStatus } from "../refresh/refresh-state.js";
import { checkContextsAreChecked } from "../version/check-version-answers.js";
import { createVersionLoader } from "../version/create-version-loader.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import { RecordingWorkspace } from "./recording-workspace.js";
import { readRefreshOptions, type RefreshOptions } from "./refresh-options.js";
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
   * @throws {RototoError} as `Workspace.load`. {@link TypeError} and {@link RangeError} for an option that is wrong,
   *   which they name. Rejects with the signal's reason when that is aborted.
   */
  static async load<D extends WorkspaceDeclaration = AnyWorkspace>(
    source: string | WorkspaceSource,
    options?: RefreshOptions,
  ): Promise<RefreshingWorkspace<D>> {
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
    } = readRefreshOptions("RefreshingWorkspace.load", options);
    const loading = { load, attemptTimeoutMs, clock };
    const hasStandIn = diskCopy !== undefined || fallbackSource !== undefined;
    const loader = createVersionLoader(source, { ...loading, snapshot: diskCopy !== undefined, hasStandIn });
    const fallback =
      fallbackSource === undefined
        ? undefined
        : createVersionLoader(fallbackSource, { ...loading, snapshot: false, hasStandIn: false });
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
      const serving = new Serving(linkVersion, first.version, (version) =>
        recorder?.checkNames(version.compiled, true),
      );
      await fallback?.close();
      return new RefreshingWorkspace<D>(serving, recorder, {
        periodMs,
        maxStalenessMs,
        loader,
        first,
        diskCopy,
        clock,
        random,
        signal,
      });
    });
    return keepAlive(
      make.catch(async (error: unknown) => {
        await Promise.all([loader.close(), fallback?.close()]);
        throw error;
      }),
    );
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
   * Asks the source now and resolves when what it holds is served. During a refresh another one follows, since what
   * the source came to hold meanwhile may have escaped the first.
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
    await keepAlive(Promise.all([this.#loop.close(), this.recorder?.close()]));
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
    private readonly afterSwap: (version: WorkspaceVersion) => void,
  ) {
    this.linked = link(first);
  }

  serve(version: WorkspaceVersion): void {
    this.linked = this.link(version);
    this.afterSwap(version);
  }
}
