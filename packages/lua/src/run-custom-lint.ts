import type { CustomFinding, CustomLintTask } from "@rototo/core";
import { readCustomLintOptions, type CustomLintOptions } from "./custom-lint-limits.js";
import { runTasks } from "./run-tasks.js";
import { ScriptWorker } from "./script-worker.js";

/**
 * Runs the lint scripts of some variables, each in a Lua state of its own, in
 * threads that can be stopped for certain.
 *
 * The findings are in the order of the tasks, whatever ran first; within a task
 * those of `lint` come first, then those of `lint_value` in code-unit order of the
 * value keys. What is wrong with a script is a finding of kind `failure`, one per
 * task at most, after the reports that the script made before it. A script that is
 * not run, because the time of all is used up, has failed too: it protects nothing.
 * No thread outlives the returned promise.
 *
 * Rejects when the threads themselves cannot start, and with the reason of `signal`.
 *
 * @throws {RototoError} `runtime-unsupported` where the runtime cannot stop a script; only then its thread goes on.
 * @throws {TypeError} for an unknown option, or one of the wrong kind.
 * @throws {RangeError} for a limit that is no positive whole number.
 */
export async function runCustomLint(
  tasks: Iterable<CustomLintTask>,
  options?: CustomLintOptions,
): Promise<readonly CustomFinding[]> {
  const { limits, signal, onPrint } = readCustomLintOptions(options);
  return runTasks(tasks, { limits, onPrint, startRunner: (abort) => ScriptWorker.start(abort) }, signal);
}
