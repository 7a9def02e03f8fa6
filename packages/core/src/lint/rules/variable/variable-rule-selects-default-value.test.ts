import { describe, expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";

const QUALIFIER = 'schema_version = 1\npredicate = [{ attribute = "rototo.now", op = "exists", value = true }]\n';

/** Lints a variable whose default is `a`, with rules given as `qualifier value` each. */
function lintRules(...rules: readonly string[]) {
  const written = rules
    .map((rule) => rule.split(" "))
    .map(([qualifier, value]) => `{ qualifier = "${qualifier}", value = "${value}" }`);
  return lintFiles({
    "qualifiers/p.toml": QUALIFIER,
    "qualifiers/q.toml": QUALIFIER,
    "variables/x.toml": `schema_version = 1
type = "int"
values.a = 1
values.b = 2
[resolve]
default = "a"
rule = [
${written.join(",\n")}
]
`,
  })
    .filter(({ code }) => code.startsWith("variable-rule"))
    .map(({ code, line }) => `${code} ${line - 7}`);
}

describe("variable-rule-selects-default-value and variable-rule-shadowed", () => {
  it("report a rule that changes nothing, wherever it stands in the last run", () => {
    expect(lintRules("p b", "q a")).toEqual(["variable-rule-selects-default-value 1"]);
    expect(lintRules("p a", "q a")).toEqual([
      "variable-rule-selects-default-value 0",
      "variable-rule-selects-default-value 1",
    ]);
  });

  it("accept a rule that keeps the default from a later rule that differs", () => {
    expect(lintRules("p a", "q b")).toEqual([]);
  });

  it("report a rule that can never match as shadowed, whatever it selects", () => {
    expect(lintRules("p b", "p b")).toEqual(["variable-rule-shadowed 1"]);
    expect(lintRules("p b", "p a")).toEqual(["variable-rule-shadowed 1"]);
    expect(lintRules("p b", "p a", "p a")).toEqual(["variable-rule-shadowed 1", "variable-rule-shadowed 2"]);
  });

  it("keep a rule that a later one with its qualifier would replace", () => {
    expect(lintRules("p a", "p b")).toEqual(["variable-rule-shadowed 1"]);
  });
});
