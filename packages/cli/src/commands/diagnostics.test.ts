import { rules } from "@rototo/core";
import { expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";

test("list names every rule", async () => {
  const { status, stdout } = await runInProcess(["diagnostics", "list"]);
  expect(status).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(rules.length);
  for (const { code, severity, title } of rules) {
    expect(
      lines.some(
        (line) => line.startsWith(`rototo/${code} `) && line.includes(` ${severity} `) && line.endsWith(title),
      ),
    ).toBe(true);
  }
  const json = JSON.parse((await runInProcess(["diagnostics", "list", "--json"])).stdout) as {
    diagnostics: { code: string }[];
  };
  expect(json.diagnostics.map(({ code }) => code)).toEqual(rules.map(({ code }) => `rototo/${code}`).sort());
});

test.each(["variable-unknown-value", "rototo/variable-unknown-value"])("get %s", async (code) => {
  const rule = rules.find((candidate) => candidate.code === "variable-unknown-value")!;
  const { status, stdout } = await runInProcess(["diagnostics", "get", code]);
  expect(status).toBe(0);
  for (const part of ["rototo/variable-unknown-value error", rule.title, rule.help, rule.why])
    expect(stdout).toContain(part);
  const json = JSON.parse((await runInProcess(["diagnostics", "get", code, "--json"])).stdout) as object;
  expect(json).toMatchObject({
    code: "rototo/variable-unknown-value",
    severity: "error",
    title: rule.title,
    help: rule.help,
    why: rule.why,
  });
});

test("every rule can be shown, without the marks of its examples", async () => {
  for (const { code } of rules) {
    const text = await runInProcess(["diagnostics", "get", code]);
    const json = await runInProcess(["diagnostics", "get", code, "--json"]);
    expect([text.status, json.status]).toEqual([0, 0]);
    expect(text.stdout + json.stdout).not.toMatch(/[⟦⟧]/);
  }
});

test("an unknown code", async () => {
  expect(await runInProcess(["diagnostics", "get", "variable-unknown-vale"])).toEqual({
    status: 1,
    stdout: "",
    stderr:
      "error: unknown diagnostic `variable-unknown-vale`\n  code: diagnostic-not-found\n  help: did you mean `rototo/variable-unknown-value`?\n",
  });
});
