import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

import { EXAMPLE_QUALIFIER } from "../../example-files.js";

const HEAD = 'schema_version = 1\ntype = "int"\nvalues.a = 1\n[resolve]\ndefault = "a"\n';
const lint = (rules: string) =>
  lintFiles({ ...(EXAMPLE_QUALIFIER as Record<string, string>), "variables/x.toml": HEAD + rules })
    .filter(({ code }) => code.startsWith("variable"))
    .map(({ code, line, message }) => [code, line, message]);

describe("variable-rule-shape", () => {
  it("reports each thing that is wrong with each rule", () => {
    const rules = '[[resolve.rule]]\ndescription = 1\n[[resolve.rule]]\nqualifier = ["launched"]\nvalue = "a"\n';
    expect(lint(rules)).toEqual([
      ["variable-rule-shape", 5, "qualifier is missing"],
      ["variable-rule-shape", 5, "value is missing"],
      ["variable-rule-shape", 6, "description must be a string, found number 1"],
      ["variable-rule-shape", 8, "qualifier must be a string, found list"],
    ]);
  });

  it("reports what is no table", () => {
    expect(lint('rule = ["launched"]\n')).toEqual([["variable-rule-shape", 5, "rule must be a table"]]);
  });
});
