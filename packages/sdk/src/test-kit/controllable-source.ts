import { RototoError, type RototoErrorCode } from "@rototo/core";
import type { WorkspaceFiles, WorkspaceSource } from "../version/workspace-source.js";
import { workspaceFiles, type WorkspaceDefinition } from "./workspace-files.js";

/**
 * A source in memory that does what a test tells it: holds a version, moves to
 * another, fails, hangs.
 *
 * @example
 * ```ts
 * import { RefreshingWorkspace } from "@rototo/sdk";
 * import { ControllableSource } from "@rototo/sdk/testing";
 *
 * const source = new ControllableSource({ variables: { "max-seats": { value: 25 } } });
 * const workspace = await RefreshingWorkspace.load(source, { periodMs: false });
 * source.publish({ variables: { "max-seats": { value: 50 } } });
 * await workspace.refreshNow();
 * ```
 */
export class ControllableSource implements WorkspaceSource {
  /** How errors and `inspect()` name it. */
  readonly name: string;
  #definition: WorkspaceDefinition;
  #failure: Error | undefined;
  #gate: Promise<void> = Promise.resolve();
  #loads = 0;

  constructor(definition: WorkspaceDefinition, name = "memory") {
    this.#definition = definition;
    this.name = name;
  }

  /** How many loads have begun. */
  get loads(): number {
    return this.#loads;
  }

  /** What the next load finds. */
  publish(definition: WorkspaceDefinition): void {
    this.#definition = definition;
  }

  /** Lets every load fail until {@link recover}: with an error of your own, or one of this code. */
  fail(failure: Error | RototoErrorCode = "source-unavailable"): void {
    this.#failure =
      failure instanceof Error ? failure : new RototoError(failure, `the test lets ${this.name} fail: ${failure}`);
  }

  /** Lets loads succeed again. */
  recover(): void {
    this.#failure = undefined;
  }

  /** Lets loads wait until the returned function is called. */
  hang(): () => void {
    let release = (): void => undefined;
    this.#gate = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Gives what the source holds now, or fails as it was told to. */
  async load(signal: AbortSignal): Promise<WorkspaceFiles> {
    signal.throwIfAborted();
    this.#loads++;
    await passed(this.#gate, signal);
    if (this.#failure !== undefined) throw this.#failure;
    return { documents: workspaceFiles(this.#definition) };
  }
}

/** Waits for `gate`, or rejects with the signal's reason. */
function passed(gate: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    void gate.then(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
  });
}
