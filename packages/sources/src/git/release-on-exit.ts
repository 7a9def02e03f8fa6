import { rmSync } from "node:fs";

const processGroups = new Set<number>();
const directories = new Set<string>();
let isListening = false;

/**
 * What must not outlive this process: when it exits, also by `process.exit` in
 * the middle of a load, the groups are killed and the directories deleted.
 */
export const releasedOnExit = {
  addProcessGroup(id: number): void {
    listen();
    processGroups.add(id);
  },
  deleteProcessGroup(id: number): void {
    processGroups.delete(id);
  },
  addDirectory(path: string): void {
    listen();
    directories.add(path);
  },
  deleteDirectory(path: string): void {
    directories.delete(path);
  },
};

/** Kills every process of a group; one that is gone already is no failure. */
export function killProcessGroup(id: number, signal: NodeJS.Signals): void {
  try {
    // Windows has no groups.
    process.kill(process.platform === "win32" ? id : -id, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  process.on("exit", () => {
    for (const id of processGroups) killProcessGroup(id, "SIGKILL");
    // What was just killed may still be writing for a moment.
    for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  });
}
