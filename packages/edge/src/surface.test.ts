import { expect, test } from "vitest";
import * as surface from "./index.js";
import * as interpreter from "./interpreter.js";

test("the public surface", () => {
  expect(Object.keys(surface).sort()).toEqual(["RototoError", "createClient"]);
  expect(Object.keys(interpreter)).toEqual(["interpreterEngine"]);
});
