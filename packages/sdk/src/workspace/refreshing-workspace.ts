import type { AnyWorkspace, WorkspaceDeclaration } from "@rototo/core/queries";
import { keepAlive } from "../refresh/keep-alive.js";
import type { RefreshEventName, RefreshListener } from "../refresh/refresh-events.js";
import type { RefreshLoop, RefreshOutcome } from "../refresh/refresh-loop.js";
import type { RefreshStatus } from "../refresh/refresh-state.js";
import { importPart } from "../version/import-part.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import { RecordingWorkspace } from "./recording-workspace.js";
import type { RefreshOptions } from "./refresh-options.js";
import type { RefreshingParts, Serving } from "./start-refreshing.js";
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

  private constructor({ serving, loop, recorder }: RefreshingParts) {
    super(serving, recorder);
    this.#serving = serving;
    this.#loop = loop;
  }

  /**
   * Loads the workspace at `source`, which must succeed, or start from the copy on disk or the fallback source
   * where the options name one; then goes on refreshing it.
   *
   * @throws {RototoError} as `Workspace.load`. {@link TypeError} and {@link RangeError} for an option that is wrong,
   *   which they name. Rejects with the signal's reason when that is aborted.
   *
   * @example
   * ```ts
   * import { RefreshingWorkspace } from "@rototo/sdk";
   *
   * const workspace = await RefreshingWorkspace.load("./config", { periodMs: 30_000 });
   * workspace.on("refreshed", ({ changes }) => console.log(changes.variables.changed));
   * const scope = workspace.scope("prod", { account: { plan: "team" } });
   * const seats = scope.resolveVariable("max-seats", { fallback: 5 }).value;
   * ```
   */
  static async load<D extends WorkspaceDeclaration = AnyWorkspace>(
    source: string | WorkspaceSource,
    options?: RefreshOptions,
  ): Promise<RefreshingWorkspace<D>> {
    // Read now: the caller may go elsewhere while the parts are imported.
    const directory = process.cwd();
    const make = importPart(() => import("./start-refreshing.js")).then(({ startRefreshing }) =>
      startRefreshing(source, options, directory),
    );
    return new RefreshingWorkspace<D>(await keepAlive(make));
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

  /** The same as `close()`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
