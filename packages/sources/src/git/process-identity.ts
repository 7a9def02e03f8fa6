import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** One process among all those that share a disk, in the past too: ids come again, in containers at once. */
export interface ProcessIdentity {
  readonly id: number;
  /** In the system's own count; empty where it does not tell. */
  readonly started: string;
  /** What ids of processes can be compared in: one run of a system and, on Linux, one namespace. */
  readonly place: string;
}

export function currentProcess(): ProcessIdentity {
  return { id: process.pid, started: startOf(process.pid), place: currentPlace() };
}

/** Whether the process still runs; `undefined` when that cannot be told from here. */
export function isRunning({ id, started, place }: ProcessIdentity): boolean | undefined {
  if (place !== currentPlace()) return undefined;
  try {
    process.kill(id, 0);
  } catch (error) {
    // A process of another user runs too.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const now = startOf(id);
  return now === "" || started === "" || now === started;
}

function currentPlace(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

/** The 22nd field of proc(5)'s `stat`; the second is a name in parentheses that may hold anything. */
function startOf(id: number): string {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
