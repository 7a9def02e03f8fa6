import { callable } from "@rototo/core/options";
import { closestName, type RototoError } from "@rototo/core/resolve";
import { emitWarning } from "../emit-warning.js";
import type { WorkspaceChanges } from "./workspace-changes.js";

/** What refreshing tells its listeners, by name. The status has changed already when they are called. */
export interface RefreshEvents {
  /** Another version is served from now on. */
  readonly refreshed: {
    readonly previousFingerprint: string;
    readonly fingerprint: string;
    readonly changes: WorkspaceChanges;
  };
  /** The source still holds the version that is served. */
  readonly unchanged: { readonly fingerprint: string };
  /** An attempt failed; what was served before still is. */
  readonly failed: {
    readonly error: RototoError;
    readonly consecutiveFailures: number;
    /** How long until the next attempt, in ms; `undefined` when refreshing is not periodic. */
    readonly nextAttemptMs: number | undefined;
  };
  /** The source was last checked longer ago than it may be. Once, until an attempt succeeds. */
  readonly stale: { readonly lastSuccess: number | undefined };
  /** An attempt succeeded after failures or staleness. Comes after its `refreshed` or `unchanged`. */
  readonly recovered: { readonly fingerprint: string };
}

/** The names of the events that `on` takes. */
export type RefreshEventName = keyof RefreshEvents;

/** May be asynchronous; nobody waits for it. */
export type RefreshListener<Name extends RefreshEventName> = (event: RefreshEvents[Name]) => unknown;

/**
 * Listeners by event. One that throws or rejects becomes a process warning
 * (`ROTOTO_LISTENER_FAILED`): neither refreshing nor the other listeners notice.
 */
export class RefreshListeners {
  // In objects of their own, so that a function can listen twice and stop once.
  readonly #entries: { readonly [Name in RefreshEventName]: Set<{ readonly listener: RefreshListener<Name> }> } = {
    refreshed: new Set(),
    unchanged: new Set(),
    failed: new Set(),
    stale: new Set(),
    recovered: new Set(),
  };

  /**
   * @returns a function that ends the listening.
   * @throws {TypeError} for an event that there is not, and for a listener that cannot be called.
   */
  on<Name extends RefreshEventName>(name: Name, listener: RefreshListener<Name>): () => void {
    if (!Object.hasOwn(this.#entries, name)) throw unknownEvent(name, Object.keys(this.#entries));
    callable(listener, "listener");
    const entries = this.#entries[name];
    const entry = { listener };
    entries.add(entry);
    return () => void entries.delete(entry);
  }

  emit<Name extends RefreshEventName>(name: Name, event: RefreshEvents[Name]): void {
    const entries = this.#entries[name];
    Object.freeze(event);
    for (const entry of [...entries]) {
      // It may have been removed by one before it.
      if (entries.has(entry)) void call(name, entry.listener, event);
    }
  }

  clear(): void {
    for (const entries of Object.values(this.#entries)) entries.clear();
  }
}

function unknownEvent(name: unknown, names: readonly string[]): TypeError {
  const near = typeof name === "string" ? closestName(name, names) : undefined;
  const hint = near === undefined ? `: the events are ${names.join(", ")}` : `; did you mean ${JSON.stringify(near)}?`;
  return new TypeError(`there is no event ${typeof name === "string" ? JSON.stringify(name) : typeof name}${hint}`);
}

async function call<Name extends RefreshEventName>(
  name: Name,
  listener: RefreshListener<Name>,
  event: RefreshEvents[Name],
): Promise<void> {
  try {
    await listener(event);
  } catch (error) {
    const detail = error instanceof Error ? error.stack : String(error);
    emitWarning("ROTOTO_LISTENER_FAILED", `a listener of the event "${name}" of a workspace failed`, detail);
  }
}
