import { hash, randomUUID } from "node:crypto";
import { open, readFile, rm, stat, utimes } from "node:fs/promises";
import { currentProcess, isRunning, type ProcessIdentity } from "./process-identity.js";
import { releasedOnExit } from "./release-on-exit.js";

/** How long a lock counts whose holder cannot be looked for, as one in another container, in ms since its last sign of life. */
const LEASE_MS = 60_000;

/** How often a holder gives a sign of life, in ms. */
const SIGN_OF_LIFE_MS = 10_000;

/** A lock that this process holds. */
export interface StoreLock {
  release(): Promise<void>;
}

/**
 * Takes the lock at `path`, a file that says which process holds it. That of a process that is gone does not count.
 *
 * @returns `undefined` while another holds it.
 * @throws {Error} of the file system.
 */
export async function takeLock(path: string): Promise<StoreLock | undefined> {
  const text = JSON.stringify({ ...currentProcess(), lock: randomUUID() });
  if (!(await create(path, text)) && !(await replace(path, text))) return undefined;
  releasedOnExit.addPath(path);
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, SIGN_OF_LIFE_MS);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      // A process that was suspended may have lost it to another.
      if ((await readFile(path, "utf8").catch(() => "")) === text) await rm(path, { force: true });
      releasedOnExit.deletePath(path);
    },
  };
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(text).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/**
 * Puts `text` in place of a lock that does not count. Who sees that may be late: by then
 * another can have replaced it. So it takes a lock of its own for the very one that was
 * seen, and only who has that may take it away.
 */
async function replace(path: string, text: string): Promise<boolean> {
  const seen = await look(path);
  if (seen === "held") return false;
  if (seen === "gone") return create(path, text);
  const claim = await takeLock(`${path}.${hash("sha256", seen.text, "hex").slice(0, 16)}`);
  if (claim === undefined) return false;
  try {
    const now = await look(path);
    if (typeof now !== "object" || now.text !== seen.text) return false;
    await rm(path, { force: true });
    return await create(path, text);
  } finally {
    await claim.release();
  }
}

/** Whether a lock counts; one that does not, with what it says. */
async function look(path: string): Promise<"held" | "gone" | { readonly text: string }> {
  try {
    const { mtimeMs } = await stat(path);
    const text = await readFile(path, "utf8");
    // One that was just made does not yet say whose it is.
    const holder = readHolder(text);
    return ((holder && isRunning(holder)) ?? Date.now() - mtimeMs < LEASE_MS) ? "held" : { text };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "gone";
    throw error;
  }
}

function readHolder(text: string): ProcessIdentity | undefined {
  try {
    const { id, started, place } = JSON.parse(text) as Partial<ProcessIdentity>;
    const isWhole = Number.isInteger(id) && typeof started === "string" && typeof place === "string";
    return isWhole ? ({ id, started, place } as ProcessIdentity) : undefined;
  } catch {
    return undefined;
  }
}
