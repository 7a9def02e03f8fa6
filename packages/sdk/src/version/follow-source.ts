import type { Clock } from "../clock.js";
import { planLoad, sourceOfPlan, type PlannedOptions } from "./load-plan.js";
import { loaderHere } from "./load-version.js";
import { loaderInThread, loaderThread } from "./loader-thread.js";
import { SharedSource } from "./shared-source.js";
import type { VersionLoader, VersionSource } from "./version-loader.js";
import { writeVersionSnapshot } from "./version-snapshot.js";
import { isOwnSource, type WorkspaceSource } from "./workspace-source.js";

export interface FollowOptions {
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

/** A source and how many follow it. */
interface Followed {
  readonly source: SharedSource;
  count: number;
}

/** Sources of rototo's that are followed now, by plan, for each clock. */
const followed = new WeakMap<Clock, Map<string, Followed>>();
let followers = 0;

/**
 * The versions of the source that an application means. Whoever follows the same plan
 * shares what is asked. It is followed from the first question on: who never asks
 * has nothing to close.
 *
 * @throws {RototoError} `source-invalid`
 */
export function followSource(source: string | WorkspaceSource, options: FollowOptions): VersionSource {
  const { load, snapshot, attemptTimeoutMs, clock, hasStandIn } = options;
  const share = (name: string, loader: VersionLoader) => new SharedSource(loader, { name, attemptTimeoutMs, clock });
  if (isOwnSource(source)) {
    const own = share(source.name, loaderHere(source, { ...load, snapshot }));
    return versionSource(source.name, snapshot, () => ({ source: own, leave: () => Promise.resolve() }));
  }
  const plan = planLoad(source, load, snapshot);
  const planned = sourceOfPlan(plan);
  const here = loaderHere(planned, { ...plan.options, snapshot });
  const inThread = loaderInThread(plan, here);
  const key = JSON.stringify([plan.source, Object.entries(plan.options), snapshot, attemptTimeoutMs]);
  const create = () => share(planned.name, hasStandIn || followers > 0 ? inThread : firstBy(here, inThread));
  return versionSource(planned.name, snapshot, () => follow(clock, key, create));
}

/** The very first version may be loaded in this thread, which has nothing to serve yet. */
function firstBy(first: VersionLoader, others: VersionLoader): VersionLoader {
  let next = first;
  return {
    load(known, circumstances) {
      const loader = next;
      next = others;
      return loader.load(known, circumstances);
    },
  };
}

/** The source of that plan, for one more who follows it, and the way to leave it. */
function follow(clock: Clock, key: string, create: () => SharedSource): Following {
  const byPlan = followed.get(clock) ?? new Map<string, Followed>();
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

interface Following {
  readonly source: SharedSource;
  leave(): Promise<void>;
}

function versionSource(name: string, snapshot: boolean, begin: () => Following): VersionSource {
  let following: Following | undefined;
  let left: Promise<void> | undefined;
  return {
    name,
    async ask(served, signal) {
      const answer = await (following ??= begin()).source.ask(served, signal);
      if (typeof answer === "string" || !snapshot || answer.snapshot !== undefined) return answer;
      // Another workspace has loaded it before, and its snapshot was not kept.
      return { ...answer, snapshot: writeVersionSnapshot(answer) };
    },
    close: () => (left ??= following?.leave() ?? Promise.resolve()),
  };
}
