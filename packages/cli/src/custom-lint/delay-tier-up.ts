import { cachedDataVersionTag, setFlagsFromString } from "node:v8";

/**
 * What V8 lets a function of WebAssembly run before it optimises that, roughly in bytes
 * executed. It is quick to, and most scripts have ended before that pays.
 */
const PATIENT_BUDGET = 100_000_000;

/** What V8 takes without being told, from the newest Node to the oldest. */
const DEFAULT_BUDGETS = [13_000_000, 1_800_000];

/**
 * Does `work`, which starts WebAssembly, while V8 waits longer before it optimises that.
 * Concerns the whole process, so it is for a program and not for a library.
 */
export async function delayTierUp<T>(work: () => Promise<T>): Promise<T> {
  // The tag is made of all flags. Cached code is taken only by a process with the same, so they are put back.
  const tag = cachedDataVersionTag();
  setBudget(PATIENT_BUDGET);
  try {
    return await work();
  } finally {
    for (const budget of DEFAULT_BUDGETS) if (cachedDataVersionTag() !== tag) setBudget(budget);
  }
}

function setBudget(budget: number): void {
  setFlagsFromString(`--wasm-tiering-budget=${budget}`);
}
