import { expect, it } from "vitest";
import type { Rule } from "../packages/core/src/lint/rule.js";
import { renderDiagnostics } from "./render-diagnostics.mjs";

const rule: Rule = {
  code: "variable-unknown-value",
  entity: "variable",
  stage: "reference",
  severity: "error",
  title: "A title",
  help: "Do this.",
  why: "Because.",
  examples: {
    reported: { "variables/limit.toml": 'type = "int"\ndefault = ⟦"a"⟧\n' },
    accepted: { "rototo-workspace.toml": null, "lint/x.lua": "-- ```\n" },
  },
  check: () => [],
};

it("shows a rule with its examples, and the place instead of the marks", () => {
  const page = renderDiagnostics([rule]);
  expect(page).toContain("| [`rototo/variable-unknown-value`](#variable-unknown-value) | error | A title |");
  expect(page).toContain('`variables/limit.toml`, at 2:11\n\n```toml\ntype = "int"\ndefault = "a"\n```\n');
  expect(page).toContain("No `rototo-workspace.toml`.");
  expect(page).toContain("````lua\n-- ```\n````\n");
  expect(page).not.toMatch(/[⟦⟧]/);
});

it("refuses a rule that it has no section for", () => {
  expect(() => renderDiagnostics([{ ...rule, entity: "moon" } as unknown as Rule])).toThrow("moon");
});
