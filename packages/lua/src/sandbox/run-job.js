import { MemoryExceeded } from "./memory-limit.js";
import { runScript } from "./run-script.js";
import { ScriptProblem } from "./script-problem.js";

/** @import { JobEnd, ReportBatch, ScriptJob, ScriptProblemReport } from "../script-job.js" */
/** @import { LuaMachine } from "./start-lua.js" */

/**
 * Runs one script to its end, whatever that is. What it reports and prints goes out after each call.
 * @param {LuaMachine} machine
 * @param {ScriptJob} job
 * @param {(batch: ReportBatch) => void} report
 * @param {(lines: readonly string[]) => void} print
 * @returns {JobEnd}
 */
export function runJob(machine, job, report, print) {
  try {
    runScript(machine, job, report, print);
    return { reusable: true };
  } catch (error) {
    return { problem: problemOf(error, machine), reusable: error instanceof ScriptProblem };
  }
}

/**
 * @param {unknown} error
 * @param {LuaMachine} machine
 * @returns {ScriptProblemReport}
 */
function problemOf(error, { memory }) {
  if (error instanceof ScriptProblem)
    return { message: error.message, ...(error.line !== undefined && { line: error.line }) };
  if (error instanceof MemoryExceeded) return { message: error.message };
  // Outside a protected call Lua aborts when it gets no memory.
  if (memory.refused) return { message: memory.exceeded().message };
  return { message: `the script broke the Lua machine: ${error instanceof Error ? error.message : String(error)}` };
}
