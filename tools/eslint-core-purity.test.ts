import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { corePurity, coreWithoutCodeGeneration } from "./eslint-core-purity.mjs";

function messages(code: string, rules: Linter.RulesRecord): string[] {
  return new Linter().verify(code, { rules }).map((problem) => problem.message);
}

const core: Linter.RulesRecord = { ...corePurity, ...coreWithoutCodeGeneration };

describe("the bans of core", () => {
  it.each([
    ["Date.now();", "no clock"],
    ["new Date();", "no clock"],
    ["Date();", "no clock"],
    ["Math.random();", "no randomness"],
    ["new Function('return 1')();", "generates no code"],
    ["Function('return 1')();", "generates no code"],
    ["eval('1');", "generates no code"],
    ["process.cwd();", "nothing outside itself"],
    ["fetch('x');", "nothing outside itself"],
    ["globalThis.Date;", "nothing outside itself"],
    ["import 'node:fs';", "no I/O"],
  ])("reports %s with its reason", (code, reason) => {
    expect(messages(code, core)).toEqual([expect.stringContaining(reason)]);
  });

  it.each(["new Date(0);", "Date.parse('2026-01-01');", "Math.floor(1.5);"])("accepts %s", (code) => {
    expect(messages(code, core)).toEqual([]);
  });

  it("lets schema/ajv generate code, and nothing else", () => {
    expect(messages("new Function('return 1')();", corePurity)).toEqual([]);
    expect(messages("Date.now();", corePurity)).toHaveLength(1);
  });
});
