import { parentPort } from "node:worker_threads";
import { runJob } from "./sandbox/run-job.js";
import { startLua } from "./sandbox/start-lua.js";
import { startClock } from "./start-clock.js";

/** @import { ScriptJob, WorkerMessage } from "./script-job.js" */

// The entry of the worker threads. It is JavaScript, with its types in comments, so
// that Node can start it from the sources as well as from a build.

// Lua takes the time into the seed of its hashes and of its random numbers. Without
// a clock, equal scripts give equal findings. This thread does nothing else with it.
Date.now = () => 0;

const port = parentPort;
if (port === null) throw new Error("this module is the entry of a worker thread");

// Not awaited at the top: the build makes CommonJS of this, and a failure ends the thread all the same.
void startLua().then((machine) => {
  port.on("message", (/** @type {ScriptJob} */ job) => {
    send({ kind: "started" });
    const elapsedMs = startClock();
    const end = runJob(
      machine,
      job,
      (batch) => send({ kind: "reports", ...batch }),
      (lines) => send({ kind: "printed", lines }),
    );
    send({ kind: "finished", ...end, elapsedMs: elapsedMs() });
  });
  send({ kind: "ready" });
});

/** @param {WorkerMessage} message */
function send(message) {
  port?.postMessage(message);
}
