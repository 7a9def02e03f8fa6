import { rmSync } from "node:fs";
import { Reaper } from "./reaper.js";

const processGroups = new Set<number>();
const paths = new Set<string>();
const reaper = new Reaper();
let isListening = false;

/**
 * What must not outlive this process: when it exits, also by `process.exit` in
 * the middle of a load, the groups are killed and the paths deleted. When it is
 * killed, a {@link Reaper} does so.
 */
export const releasedOnExit = {
  addProcessGroup(id: number): void {
    listen();
    processGroups.add(id);
    reaper.add(String(id));
  },
  deleteProcessGroup(id: number): void {
    processGroups.delete(id);
    reaper.delete(String(id));
  },
  addPath(path: string): void {
    listen();
    paths.add(path);
    reaper.add(path);
  },
  deletePath(path: string): void {
    paths.delete(path);
    reaper.delete(path);
  },
};

/**
 * Kills every process of a group. One that is gone already is no failure, nor is one that the system does not let us
 * kill: timers call this, and the end of the process, where nobody could be told.
 */
export function killProcessGroup(id: number, signal: NodeJS.Signals): void {
  try {
    // Windows has no groups.
    process.kill(process.platform === "win32" ? id : -id, signal);
  } catch {
    // As said above.
  }
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  process.on("exit", () => {
    for (const id of processGroups) {
      killProcessGroup(id, "SIGKILL");
      reaper.delete(String(id));
    }
    for (const path of paths) {
      // What was just killed may still be writing for a moment.
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
      reaper.delete(path);
    }
  });
}
