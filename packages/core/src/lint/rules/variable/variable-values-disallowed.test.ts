import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

import { EXAMPLE_CATALOG } from "../../example-files.js";

const VARIABLE = 'schema_version = 1\ntype = "catalog:limits"\nresolve.default = "growth"\n';
const catalog = EXAMPLE_CATALOG as Record<string, string>;

describe("variable-values-disallowed", () => {
  it("reports a directory of values at the type, and inline values beside it", () => {
    const files = { ...catalog, "variables/x-values/growth.toml": "value = 1" };
    expect(lintFiles({ ...files, "variables/x.toml": VARIABLE })).toMatchObject([
      {
        code: "variable-values-disallowed",
        path: "variables/x.toml",
        line: 1,
        message: "external values in variables/x-values/ stand beside type catalog:limits",
      },
    ]);
    expect(
      lintFiles({ ...files, "variables/x.toml": `${VARIABLE}values.growth = 2\n` }).map(({ code, line }) => [
        code,
        line,
      ]),
    ).toEqual([
      ["variable-values-disallowed", 1],
      ["variable-values-disallowed", 3],
    ]);
  });
});
