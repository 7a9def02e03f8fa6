import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

it("names the variable or catalog that is not there, once per directory", () => {
  expect(
    lintFiles({
      "catalogs/account-limits-entries/a.toml": "",
      "catalogs/account-limits-entries/b.toml": "not toml",
      "variables/constructor-values/a.toml": "value = 1\n",
      "variables/-values/a.toml": "value = 1\n",
      "other/x-values/a.toml": "value = 1\n",
    }).map(({ code, path, message }) => [code, path, message]),
  ).toEqual([
    ["workspace-orphan-directory", "catalogs/account-limits-entries", "directory has no catalog: account-limits"],
    ["workspace-orphan-directory", "variables/constructor-values", "directory has no variable: constructor"],
  ]);
});
