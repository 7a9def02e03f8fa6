import { expect, it } from "vitest";
import { createTimestampText } from "./timestamp-text.js";

it("writes each instant, also after another one, in UTC to the nearest millisecond", () => {
  const timestampText = createTimestampText();
  const noon = Date.UTC(2026, 4, 29, 12);
  expect([noon, noon, noon + 1.2, noon - 0.002].map(timestampText)).toEqual([
    "2026-05-29T12:00:00.000Z",
    "2026-05-29T12:00:00.000Z",
    "2026-05-29T12:00:00.001Z",
    "2026-05-29T12:00:00.000Z",
  ]);
});
