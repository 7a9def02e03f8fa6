import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lintWorkspace, readWorkspace } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { expect, it } from "vitest";
import { load } from "./testing/load-text.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";

const MARK = "\uFEFF";

it.each([
  [0, []],
  [1, []],
  [2, ["starts with more than one byte order mark"]],
  [3, ["starts with more than one byte order mark"]],
])("a file that starts with %i byte order marks", async (marks, findings) => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, "qualifiers"));
  writeFileSync(join(directory, "rototo-workspace.toml"), "schema_version = 1\n");
  writeFileSync(
    join(directory, "qualifiers/a.toml"),
    `${MARK.repeat(marks)}schema_version = 1\n[[predicate]]\nattribute = "a"\nop = "exists"\nvalue = true\n`,
  );
  const { documents } = await load(directory);
  const { diagnostics } = lintWorkspace(readWorkspace(documents), { schemaEngine: ajvEngine });
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  expect(errors).toEqual(findings.map((words) => expect.stringContaining(words) as string));
});
