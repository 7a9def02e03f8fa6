import { afterEach, beforeEach } from "vitest";
import type { Worker } from "node:worker_threads";

/** The threads that this process started during the current test. */
export function watchWorkers(): { readonly started: readonly Worker[] } {
  const started: Worker[] = [];
  const remember = (worker: Worker) => void started.push(worker);
  beforeEach(() => {
    started.length = 0;
    process.on("worker", remember);
  });
  afterEach(() => void process.off("worker", remember));
  return { started };
}
