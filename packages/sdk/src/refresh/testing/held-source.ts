import type { SourceAnswer, VersionSource } from "../../version/version-loader.js";
import type { VersionIdentity, WorkspaceVersion } from "../../version/workspace-version.js";
import { SOURCE_NAME } from "./versions.js";

/** A source in the test's hand: it holds a version, or fails. */
export class HeldSource implements VersionSource {
  readonly name = SOURCE_NAME;
  attempts = 0;
  /** Attempts that are under way at once, at most. */
  mostAtOnce = 0;
  /** Signals of all attempts. */
  readonly signals: AbortSignal[] = [];
  closed = false;
  #running = 0;
  #release: (() => void) | undefined;
  #gate: Promise<void> = Promise.resolve();

  constructor(public held: WorkspaceVersion | Error) {}

  /** Makes attempts wait; the returned function lets them go on. */
  pause(): () => void {
    this.#gate = new Promise((resolve) => (this.#release = resolve));
    return () => this.#release?.();
  }

  async ask(served: VersionIdentity | undefined, signal: AbortSignal): Promise<SourceAnswer> {
    this.attempts += 1;
    this.#running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
    this.signals.push(signal);
    try {
      await this.#gate;
      signal.throwIfAborted();
      const { held } = this;
      if (held instanceof Error) throw held;
      if (held.fingerprint !== served?.fingerprint) return held;
      return held.immutable ? "immutable" : "unchanged";
    } finally {
      this.#running -= 1;
    }
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}
