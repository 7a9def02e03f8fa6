import type { CustomFinding, CustomLintTask } from "@rototo/core";
import { readCustomLintOptions, type CustomLintOptions } from "./custom-lint-limits.js";
import { InProcessRunner } from "./in-process-runner.js";
import { runTasks } from "./run-tasks.js";

export type { CustomLintOptions, PrintedLine } from "./custom-lint-limits.js";

/**
 * Does the same as `runCustomLint`, in this thread, which starts sooner and waits meanwhile: for
 * a program with nothing else to do. A script is stopped for certain here as well.
 *
 * @throws {TypeError} for an unknown option, or one of the wrong kind.
 * @throws {RangeError} for a limit that is no positive whole number.
 */
export async function runCustomLintInProcess(
  tasks: Iterable<CustomLintTask>,
  options?: Omit<CustomLintOptions, "workers" | "signal">,
): Promise<readonly CustomFinding[]> {
  const { limits, onPrint } = readCustomLintOptions(options);
  return runTasks(
    tasks,
    { limits: { ...limits, workers: 1 }, onPrint, startRunner: () => InProcessRunner.start() },
    undefined,
  );
}
