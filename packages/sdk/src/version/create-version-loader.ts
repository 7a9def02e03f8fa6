import type { Clock } from "../clock.js";
import { askSource } from "./ask-source.js";
import { planLoad, type LoadPlan, type PlannedOptions } from "./load-plan.js";
import { adaptSource } from "./load-version.js";
import { loaderThread } from "./loader-thread.js";
import { isOwnSource } from "./open-source.js";
import { SharedSource, type Asking } from "./shared-source.js";
import type { VersionLoader } from "./version-loader.js";
import { writeVersionSnapshot } from "./version-snapshot.js";
import type { WorkspaceSource } from "./workspace-source.js";

export interface VersionLoaderOptions {
  /** How to load; what has no place in a plan does not reach a source of rototo's. */
  readonly load: PlannedOptions;
  /** Whether versions carry their snapshot. */
  readonly snapshot: boolean;
  /** How long one attempt may take, in ms. */
  readonly attemptTimeoutMs: number;
  readonly clock: Clock;
  /** Whether something can stand in for the first version, so that loading it must not be able to hang this thread. */
  readonly hasStandIn: boolean;
}

/** A source and the way to leave it. */
interface Followed {
  readonly source: SharedSource;
  leave(): Promise<void>;
}

/** Sources that are followed now, by plan, for each clock. */
const followed = new WeakMap<Clock, Map<string, { readonly source: SharedSource; count: number }>>();
let followers = 0;

/**
 * The loader of the source that an application means. All loaders of one plan share
 * what they ask for.
 *
 * @throws {RototoError} `source-invalid`
 */
export function createVersionLoader(source: string | WorkspaceSource, options: VersionLoaderOptions): VersionLoader {
  const { snapshot, attemptTimeoutMs, clock } = options;
  if (isOwnSource(source)) {
    const asking: Asking = (known, _newest, signal) => askSource(source, known, { ...options.load, snapshot }, signal);
    const { name } = source;
    const own = new SharedSource(asking, { name, attemptTimeoutMs, clock });
    return loaderOf(name, snapshot, () => ({ source: own, leave: () => Promise.resolve() }));
  }
  const plan = planLoad(source, options.load, snapshot);
  const { name } = adaptSource(plan.source, plan.options);
  const key = JSON.stringify([plan.source, Object.entries(plan.options), snapshot, attemptTimeoutMs]);
  const create = () =>
    new SharedSource(askingOf(plan, options.hasStandIn || followers > 0), { name, attemptTimeoutMs, clock });
  return loaderOf(name, snapshot, () => follow(clock, key, create));
}

/** The source of that plan, for one more who follows it. */
function follow(clock: Clock, key: string, create: () => SharedSource): Followed {
  const byPlan = followed.get(clock) ?? new Map<string, { readonly source: SharedSource; count: number }>();
  followed.set(clock, byPlan);
  const entry = byPlan.get(key) ?? { source: create(), count: 0 };
  byPlan.set(key, entry);
  entry.count += 1;
  followers += 1;
  return {
    source: entry.source,
    async leave() {
      entry.count -= 1;
      followers -= 1;
      if (entry.count === 0) byPlan.delete(key);
      if (followers === 0) await loaderThread.rest();
    },
  };
}

/**
 * Asks in the loader's thread, or in this one where a thread cannot start. The very first version may be loaded
 * in this thread, which has nothing to serve yet.
 */
function askingOf(plan: LoadPlan, firstInThread: boolean): Asking {
  const source = adaptSource(plan.source, plan.options);
  let inThread = firstInThread;
  return async (known, newest, signal, onBegin) => {
    const answer = inThread ? await loaderThread.ask({ plan, known }, newest, signal, onBegin) : "no-thread";
    if (answer !== "no-thread") return answer;
    inThread = true;
    return askSource(source, known, { ...plan.options, snapshot: plan.snapshot }, signal);
  };
}

function loaderOf(name: string, snapshot: boolean, begin: () => Followed): VersionLoader {
  let following: Followed | undefined;
  let left: Promise<void> | undefined;
  // From the first question on: one that is never asked has nothing to leave.
  const ask: SharedSource["ask"] = async (served, signal) => {
    const answer = await (following ??= begin()).source.ask(served, signal);
    if (typeof answer === "string" || !snapshot || answer.snapshot !== undefined) return answer;
    // Another workspace has loaded it before, and its snapshot was not kept.
    return { ...answer, snapshot: writeVersionSnapshot(answer) };
  };
  return {
    name,
    async load(signal) {
      const version = await ask(undefined, signal);
      if (typeof version === "string") throw new Error("broken invariant: unchanged from nothing");
      return version;
    },
    loadIfChanged: ask,
    close: () => (left ??= following?.leave() ?? Promise.resolve()),
  };
}
