import type { CustomFinding, CustomLintTask } from "@rototo/core";
import { runCustomLintInProcess } from "@rototo/lua/in-process";
import type { Invocation } from "../arguments/command.js";
import { readLimits } from "../limits/read-limits.js";
import { printable } from "../output/printable.js";
import { delayTierUp } from "./delay-tier-up.js";

/** Runs custom lint scripts within the limits of a call; what they print goes to standard error. */
export function runScripts(
  tasks: readonly CustomLintTask[],
  { arguments: given, output }: Invocation,
): Promise<readonly CustomFinding[]> {
  return delayTierUp(() =>
    runCustomLintInProcess(tasks, {
      totalMs: readLimits(given).customLintTotalMs,
      onPrint: ({ script, variable, text }) =>
        output.errorLines(printable(`${script} (variable://${variable}): ${text}`)),
    }),
  );
}
