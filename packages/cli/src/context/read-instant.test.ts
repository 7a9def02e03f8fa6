import { expect, test } from "vitest";
import { readInstant } from "./read-instant.js";

test.each([
  ["2026-05-29T12:00:00Z", "2026-05-29T12:00:00.000Z"],
  ["2026-05-29t12:00:00.5z", "2026-05-29T12:00:00.500Z"],
  ["2026-05-29T00:30:00+02:00", "2026-05-28T22:30:00.000Z"],
  ["2028-02-29T00:00:00-00:00", "2028-02-29T00:00:00.000Z"],
])("%s is %s", (text, instant) => {
  expect(new Date(readInstant(text)).toISOString()).toBe(instant);
});

test.each([
  "",
  "now",
  "2026-05-29",
  "2026-05-29T12:00:00",
  "2026-05-29 12:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-05-29T24:00:01Z",
  "1780056000",
])("%j is refused", (text) => {
  expect(() => readInstant(text)).toThrow(expect.objectContaining({ code: "usage", status: 2 }));
});
