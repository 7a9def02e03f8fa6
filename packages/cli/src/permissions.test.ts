import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withoutRootPrivileges } from "@rototo/test-support/without-root-privileges";
import { runInProcess } from "./testing/run-in-process.js";
import { MANIFEST, temporaryWorkspace } from "./testing/temporary-workspace.js";

test.skipIf(process.platform === "win32")(
  "a file that may not be read is a diagnostic, a folder an error",
  async () => {
    const cwd = temporaryWorkspace({
      ...MANIFEST,
      "qualifiers/a.toml": "schema_version = 1\n",
      "variables/a.toml": "",
    });
    const withoutPrivileges = async (...words: string[]) => {
      // Loads what the command needs: from a checkout in a folder of its own root lets nobody else load it.
      await runInProcess(words, { cwd });
      return withoutRootPrivileges(() => runInProcess(words, { cwd }));
    };
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, "qualifiers/a.toml"), 0);
    const file = await withoutPrivileges("qualifier", "lint", "a");
    expect(file).toMatchObject({ status: 1, stderr: "" });
    expect(file.stdout).toContain("qualifiers/a.toml:1:1: error rototo/qualifier-parse-failed: ");
    chmodSync(join(cwd, "variables"), 0);
    const folder = await withoutPrivileges("workspace", "lint");
    expect(folder).toMatchObject({ status: 2, stdout: "" });
    expect(folder.stderr).toContain("code: source-unavailable");
  },
);
