import type { VersionLoader } from "../../version/version-loader.js";
import type { VersionIdentity, WorkspaceVersion } from "../../version/workspace-version.js";
import { SOURCE_NAME } from "./versions.js";

/** A source in the test's hand: it holds a version, or fails. */
export class HeldSource implements VersionLoader {
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

  load(signal: AbortSignal): Promise<WorkspaceVersion> {
    return this.#attempt(signal, (held) => held);
  }

  loadIfChanged(
    { fingerprint }: VersionIdentity,
    signal: AbortSignal,
  ): Promise<WorkspaceVersion | "unchanged" | "immutable"> {
    return this.#attempt(signal, (held) => {
      if (held.fingerprint !== fingerprint) return held;
      return held.immutable ? "immutable" : "unchanged";
    });
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  async #attempt<Answer>(signal: AbortSignal, answer: (held: WorkspaceVersion) => Answer): Promise<Answer> {
    this.attempts += 1;
    this.#running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
    this.signals.push(signal);
    try {
      await this.#gate;
      signal.throwIfAborted();
      if (this.held instanceof Error) throw this.held;
      return answer(this.held);
    } finally {
      this.#running -= 1;
    }
  }
}
