import { expect, it } from "vitest";
import * as index from "./index.js";
import * as testing from "./test-kit/index.js";

it("exports exactly this", () => {
  expect(Object.keys(index).sort()).toEqual([
    "RefreshingWorkspace",
    "RototoError",
    "Workspace",
    "fileSink",
    "stdoutSink",
  ]);
  expect(Object.keys(testing).sort()).toEqual([
    "CollectingSink",
    "ControllableClock",
    "ControllableSource",
    "workspaceFiles",
  ]);
});
