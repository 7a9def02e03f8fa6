import { expect, test } from "vitest";
import { errors } from "undici";
import { connectionFailure, hasTimedOut } from "./connection-failure.js";

test.each([
  [new errors.ConnectTimeoutError(), true],
  [new errors.HeadersTimeoutError(), true],
  [new errors.BodyTimeoutError(), true],
  [new errors.SocketError("hunter2"), false],
  [new Error("hunter2"), false],
])("what undici means by a timeout: %s", (error, timedOut) => {
  expect(hasTimedOut(error)).toBe(timedOut);
});

test.each([new errors.SocketError("hunter2"), new errors.ResponseContentLengthMismatchError("hunter2")])(
  "what undici means by a closed connection: %s",
  (error) => {
    const failure = connectionFailure(error);
    expect(failure?.reason).toBe(`the connection was closed before everything had arrived (${error.code})`);
    expect(failure?.options.cause).toEqual(new Error(error.code));
  },
);

test.each([
  new TypeError("x is not a function"),
  Object.assign(new Error("Cannot find module './chunk.js'"), { code: "MODULE_NOT_FOUND" }),
  Object.assign(new Error("Cannot find package 'x'"), { code: "ERR_MODULE_NOT_FOUND" }),
  Object.assign(new Error("No such built-in module: node:x"), { code: "ERR_UNKNOWN_BUILTIN_MODULE" }),
])("an error of the program is no failure of the connection: %s", (error) => {
  expect(connectionFailure(error)).toBeUndefined();
});
