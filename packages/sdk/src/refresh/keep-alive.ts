import { LONGEST_TIMER_MS } from "@rototo/core/options";

/**
 * What `waiting` gives. Until then the process stays alive, as it does for whatever
 * somebody waits for, although nothing that works in the background holds it.
 */
export async function keepAlive<T>(waiting: Promise<T>): Promise<T> {
  const hold = setInterval(() => undefined, LONGEST_TIMER_MS);
  try {
    return await waiting;
  } finally {
    clearInterval(hold);
  }
}
