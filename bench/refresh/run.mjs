import { measureMany } from "./many.mjs";
import { measurePauses } from "./pauses.mjs";
import { soak } from "./soak.mjs";

/** What refreshing costs a service: memory, threads, and pauses of its event loop. */
export async function run() {
  // First, while the process is small.
  await measureMany();
  console.log();
  await soak();
  console.log();
  await measurePauses();
}
