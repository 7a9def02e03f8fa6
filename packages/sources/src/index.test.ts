import { expect, test } from "vitest";
import * as surface from "./index.js";

test("the public surface", () => {
  expect(Object.keys(surface).sort()).toEqual([
    "DEFAULT_SOURCE_LIMITS",
    "findWorkspaceRoot",
    "fingerprintDocuments",
    "foreignWriter",
    "loadSource",
    "parseSource",
    "probeSource",
    "removeCredentials",
    "sourceLimitReaders",
    "sourceOptionReaders",
    "withoutTests",
  ]);
});
