import { setImmediate } from "node:timers/promises";

/** What a terminal, a shell and a service manager send to a command that should end. */
const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/**
 * Does `work` that must not be cut short without a trace: a signal during it ends
 * the process by way of its exit handlers, which release what was started, and the
 * signal is then what it died of.
 *
 * At all other times the system itself ends the process at once, whatever that
 * computes or waits for: a handler in JavaScript could run only after that.
 */
export async function releaseWhenInterrupted<T>(work: () => T | Promise<T>): Promise<T> {
  for (const signal of SIGNALS) process.on(signal, exitBy);
  try {
    return await work();
  } finally {
    // A signal that came in the meantime waits for the event loop to ask for it: a whole turn of it, from wherever in one we are.
    await setImmediate();
    await setImmediate();
    for (const signal of SIGNALS) process.off(signal, exitBy);
  }
}

function exitBy(signal: NodeJS.Signals): void {
  for (const name of SIGNALS) process.off(name, exitBy);
  // The last of the exit handlers. A shell goes on with a script after a command that exits, but not after one that died of SIGINT.
  process.on("exit", () => process.kill(process.pid, signal));
  process.exit();
}
