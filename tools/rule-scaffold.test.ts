import { expect, it } from "vitest";
import { addToCatalog, renderRuleFile } from "./rule-scaffold.mjs";

const catalog = `import type { Rule } from "../rule.js";
import { variableShape } from "./variable/variable-shape.js";
import { idInvalid } from "./workspace/id-invalid.js";

/** Every rule. */
export const rules: readonly Rule[] = [
  idInvalid,
  variableShape,
];
`;

it("adds a rule to the catalog in code order", () => {
  expect(addToCatalog(catalog, "qualifier", "qualifier-cycle")).toBe(`import type { Rule } from "../rule.js";
import { qualifierCycle } from "./qualifier/qualifier-cycle.js";
import { variableShape } from "./variable/variable-shape.js";
import { idInvalid } from "./workspace/id-invalid.js";

/** Every rule. */
export const rules: readonly Rule[] = [idInvalid, qualifierCycle, variableShape];
`);
});

it("refuses a catalog that it does not understand", () => {
  expect(() => addToCatalog("export {};\n", "qualifier", "qualifier-cycle")).toThrow("no list");
});

it("names a rule for its code", () => {
  const file = renderRuleFile({ entity: "variable", code: "variable-too-long", stage: "value", severity: "warning" });
  expect(file).toContain("export const variableTooLong = defineRule({");
  expect(file).toContain('code: "variable-too-long"');
});
