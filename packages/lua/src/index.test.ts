import { expect, test } from "vitest";
import * as api from "./index.js";

test("the public surface is one function", () => {
  expect(Object.keys(api)).toEqual(["runCustomLint"]);
});
