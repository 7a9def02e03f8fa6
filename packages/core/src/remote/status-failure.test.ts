import { expect, test } from "vitest";
import { failureCodeOf, mayPass } from "./status-failure.js";

test.each([
  [401, "source-denied", false],
  [403, "source-denied", false],
  [404, "workspace-not-found", false],
  [410, "workspace-not-found", false],
  [204, "source-unavailable", false],
  [304, "source-unavailable", false],
  [400, "source-unavailable", false],
  [429, "source-unavailable", true],
  [500, "source-unavailable", true],
  [503, "source-unavailable", true],
])("%i is %s, and may pass: %s", (status, code, passes) => {
  expect(failureCodeOf(status)).toBe(code);
  expect(mayPass(status)).toBe(passes);
});
