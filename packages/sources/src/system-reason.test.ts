import { expect, test } from "vitest";
import { systemReason } from "./system-reason.js";

const permission = 'Requires sys access to "uid", run again with the --allow-sys flag';

test.each([
  ["a code", Object.assign(new Error("a secret"), { code: "EACCES" }), "EACCES"],
  ["a permission of Deno", Object.assign(new Error(permission), { name: "NotCapable" }), permission],
  ["any other error", new Error("a secret"), "unknown reason"],
  ["no error", "a secret", "unknown reason"],
])("the reason of %s", (_, error, reason) => {
  expect(systemReason(error)).toBe(reason);
});
