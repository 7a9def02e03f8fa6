import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findWorkspaceRoot } from "./find-workspace-root.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";

test("finds the nearest directory with a manifest, upwards", () => {
  const outer = temporaryDirectory({
    "rototo-workspace.toml": "",
    "nested/rototo-workspace.toml": "",
    "nested/variables/a.toml": "",
    "plain/deep/file.txt": "",
  });
  expect(findWorkspaceRoot(outer)).toBe(outer);
  expect(findWorkspaceRoot(join(outer, "nested/variables"))).toBe(join(outer, "nested"));
  expect(findWorkspaceRoot(join(outer, "plain/deep"))).toBe(outer);
  expect(findWorkspaceRoot(join(outer, "plain/deep/file.txt"))).toBe(outer);
  expect(findWorkspaceRoot(join(outer, "does/not/exist"))).toBe(outer);
});

test("a directory under the manifest's name is no manifest", () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, "rototo-workspace.toml"));
  expect(findWorkspaceRoot(directory)).toBeUndefined();
});
