import { cachedDataVersionTag } from "node:v8";
import { expect, test } from "vitest";
import { delayTierUp } from "./delay-tier-up.js";

test("the flags of V8 are different meanwhile, and afterwards what they were, also after a failure", async () => {
  const tag = cachedDataVersionTag();
  expect(await delayTierUp(() => Promise.resolve(cachedDataVersionTag()))).not.toBe(tag);
  expect(cachedDataVersionTag()).toBe(tag);
  await expect(delayTierUp(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(cachedDataVersionTag()).toBe(tag);
});
