/** Nothing happens when it is over. */
const ANY_TIME_MS = 2 ** 31 - 1;

/**
 * What `waiting` gives. Until then the process stays alive, as it does for whatever
 * somebody waits for, although nothing that works in the background holds it.
 */
export async function keepAlive<T>(waiting: Promise<T>): Promise<T> {
  const hold = setInterval(() => undefined, ANY_TIME_MS);
  try {
    return await waiting;
  } finally {
    clearInterval(hold);
  }
}
