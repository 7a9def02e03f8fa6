import type { JsonValue } from "@rototo/core";
import { describe, expect, test } from "vitest";
import { exceedsDepth } from "./exceeds-depth.js";

function nested(levels: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { inner: value };
  return value;
}

describe("exceedsDepth", () => {
  test("counts lists and objects, not what they hold", () => {
    expect(exceedsDepth({}, 0)).toBe(false);
    expect(exceedsDepth({ a: 1 }, 0)).toBe(false);
    expect(exceedsDepth({ a: [1] }, 0)).toBe(true);
    expect(exceedsDepth({ a: nested(5) }, 5)).toBe(false);
    expect(exceedsDepth({ a: 1, b: nested(6) }, 5)).toBe(true);
  });

  test("does not run out of stack", () => {
    expect(exceedsDepth({ a: nested(100_000) }, 99_999)).toBe(true);
  });
});
