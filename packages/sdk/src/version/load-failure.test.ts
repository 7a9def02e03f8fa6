import { RototoError } from "@rototo/core";
import { expect, it } from "vitest";
import { loadFailure } from "./load-failure.js";

it.each([
  Object.assign(new Error("Cannot find module './chunk.js'"), { code: "MODULE_NOT_FOUND" }),
  Object.assign(new Error("Cannot find package 'x' imported from y"), { code: "ERR_MODULE_NOT_FOUND" }),
  Object.assign(new Error("No such built-in module: node:x"), { code: "ERR_UNKNOWN_BUILTIN_MODULE" }),
  new Error('Dynamic require of "node:assert" is not supported'),
  new Error("Loading chunk 910 failed."),
])("a part that a bundler has left out is no fault of the source: %s", (thrown) => {
  const failure = loadFailure(thrown);
  expect(failure.code).toBe("runtime-unsupported");
  expect(failure.message).toContain(thrown.message);
  expect(failure.message).toMatch(/keep @rototo\/sdk out of the bundle$/);
});

it("a permission that Deno was not given is no fault of the source", () => {
  const thrown = Object.assign(new Error("Requires env access, run again with the --allow-env flag"), {
    name: "NotCapable",
  });
  expect(loadFailure(thrown)).toMatchObject({
    code: "runtime-unsupported",
    message: expect.stringContaining("--allow-env") as string,
  });
});

it("anything else is the source that could not be read, and an error of rototo stays what it is", () => {
  expect(loadFailure(new Error("no connection"))).toMatchObject({
    code: "source-unavailable",
    message: "the workspace could not be loaded: no connection",
  });
  const known = new RototoError("source-denied", "no");
  expect(loadFailure(known)).toBe(known);
});
