import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

import { EXAMPLE_CATALOG } from "../../example-files.js";

describe("variable-value-unused", () => {
  it("counts what any branch selects, and reports external values at their file", () => {
    const found = lintFiles({
      "rototo-workspace.toml": 'schema_version = 1\nenvironments.values = ["dev"]\n',
      "variables/x.toml":
        'schema_version = 1\ntype = "int"\nvalues.a = 1\nvalues.b = 2\nenv._.value = "a"\nenv.dev.value = "b"\n',
      "variables/x-values/c.toml": "value = 3\n",
    });
    expect(found).toMatchObject([
      { code: "variable-value-unused", severity: "warning", path: "variables/x-values/c.toml", line: 0 },
    ]);
  });

  it("is silent about catalog entries, and about variables with errors", () => {
    const files = { ...(EXAMPLE_CATALOG as Record<string, string>), "catalogs/limits-entries/other.toml": "" };
    expect(
      lintFiles({
        ...files,
        "variables/x.toml": 'schema_version = 1\ntype = "catalog:limits"\nresolve.default = "growth"\n',
      }),
    ).toEqual([]);
    expect(
      lintFiles({
        "variables/x.toml": 'schema_version = 1\ntype = "int"\nvalues.a = 1\nvalues.b = 2\nresolve.default = "c"\n',
      }).map(({ code }) => code),
    ).toEqual(["variable-unknown-value"]);
  });
});
