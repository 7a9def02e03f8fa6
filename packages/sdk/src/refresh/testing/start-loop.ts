import { onTestFinished } from "vitest";
import { ControllableClock } from "../../test-kit/controllable-clock.js";
import type { WorkspaceVersion } from "../../version/workspace-version.js";
import type { RefreshEventName } from "../refresh-events.js";
import { RefreshLoop, type RefreshLoopOptions } from "../refresh-loop.js";
import { HeldSource } from "./held-source.js";

export const PERIOD_MS = 60_000;

export interface StartedLoop {
  readonly loop: RefreshLoop;
  readonly clock: ControllableClock;
  readonly source: HeldSource;
  /** Fingerprints in the order in which they came to be served. */
  readonly served: string[];
  /** Names of events in their order. */
  readonly events: RefreshEventName[];
}

/** A loop that serves `first` and refreshes each minute, from a source that holds `first`; closed after the test. */
export function startLoop(
  first: WorkspaceVersion,
  overrides: Partial<Omit<RefreshLoopOptions, "source" | "clock">> = {},
): StartedLoop {
  const clock = new ControllableClock();
  const source = new HeldSource(first);
  const served: string[] = [];
  const events: RefreshEventName[] = [];
  const loop = new RefreshLoop({
    source,
    first: { version: first, origin: "source", lastError: undefined, diskCopyError: undefined },
    periodMs: PERIOD_MS,
    maxStalenessMs: undefined,
    diskCopy: undefined,
    clock,
    random: () => 0,
    makeReady: ({ fingerprint }) => Promise.resolve(() => void served.push(fingerprint)),
    signal: undefined,
    ...overrides,
  });
  for (const name of ["refreshed", "unchanged", "failed", "stale", "recovered"] as const) {
    loop.on(name, () => events.push(name));
  }
  onTestFinished(() => loop.close());
  return { loop, clock, source, served, events };
}
