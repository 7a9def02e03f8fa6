import { measurePauses } from "./pauses.mjs";
import { soak } from "./soak.mjs";

/** What refreshing costs a service: memory in the long run, and pauses of its event loop. */
export async function run() {
  await soak();
  console.log();
  await measurePauses();
}
