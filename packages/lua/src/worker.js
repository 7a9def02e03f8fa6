import { parentPort } from "node:worker_threads";
import { MemoryExceeded } from "./sandbox/memory-limit.js";
import { runScript } from "./sandbox/run-script.js";
import { ScriptProblem } from "./sandbox/script-problem.js";
import { startLua } from "./sandbox/start-lua.js";
import { startClock } from "./start-clock.js";

/** @import { LuaMachine } from "./sandbox/start-lua.js" */
/** @import { ScriptFinished, ScriptJob, ScriptProblemReport, WorkerMessage } from "./script-job.js" */

// The entry of the worker threads. It is JavaScript, with its types in comments, so
// that Node can start it from the sources as well as from a build.

// Lua takes the time into the seed of its hashes and of its random numbers. Without
// a clock, equal scripts give equal findings. This thread does nothing else with it.
Date.now = () => 0;

const port = parentPort;
if (port === null) throw new Error("this module is the entry of a worker thread");

/** @type {LuaMachine} */
let machine;
// Not awaited at the top: the build makes CommonJS of this, and a failure ends the thread all the same.
void startLua().then((started) => {
  machine = started;
  port.on("message", (/** @type {ScriptJob} */ job) => send(runJob(job)));
  send({ kind: "ready" });
});

/** @param {WorkerMessage} message */
function send(message) {
  port?.postMessage(message);
}

/**
 * @param {ScriptJob} job
 * @returns {ScriptFinished}
 */
function runJob(job) {
  send({ kind: "started" });
  const elapsedMs = startClock();
  /** @type {{ problem?: ScriptProblemReport, reusable: boolean }} */
  let outcome = { reusable: true };
  try {
    runScript(
      machine,
      job,
      (batch) => send({ kind: "reports", ...batch }),
      (lines) => send({ kind: "printed", lines }),
    );
  } catch (error) {
    outcome = { problem: problemOf(error), reusable: error instanceof ScriptProblem };
  }
  return { kind: "finished", ...outcome, elapsedMs: elapsedMs() };
}

/**
 * @param {unknown} error
 * @returns {ScriptProblemReport}
 */
function problemOf(error) {
  if (error instanceof ScriptProblem)
    return { message: error.message, ...(error.line !== undefined && { line: error.line }) };
  if (error instanceof MemoryExceeded) return { message: error.message };
  // Outside a protected call Lua aborts when it gets no memory.
  if (machine.memory.refused) return { message: machine.memory.exceeded().message };
  return { message: `the script broke the Lua machine: ${error instanceof Error ? error.message : String(error)}` };
}
