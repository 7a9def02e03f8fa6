import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { startClock } from "./start-clock.js";

test("the clock does not count what the machine does for others", async () => {
  const elapsedMs = startClock();
  await setTimeout(1_000);
  expect(elapsedMs()).toBeLessThan(900);
});
