import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { tutorial } from "../testing/temporary-workspace.js";

const cwd = dirname(tutorial);
const context = "@config/tests/prod-enterprise.json";

function run(...words: string[]) {
  return runInProcess(words, { cwd });
}

describe("the production workflow tutorial", () => {
  test("lint", async () => {
    expect(await run("workspace", "lint", "--workspace", "./config")).toEqual({
      status: 0,
      stdout: `ok: ${tutorial}\n`,
      stderr: "",
    });
  });

  test("resolve the qualifier", async () => {
    expect(
      await run("qualifier", "resolve", "enterprise-accounts", "--workspace", "./config", "--context", context),
    ).toEqual({
      status: 0,
      stdout: "enterprise-accounts=true\n",
      stderr: "",
    });
  });

  test("resolve the variable", async () => {
    expect(
      await run(
        "variable",
        "resolve",
        "llm-agent-config",
        "--workspace",
        "./config",
        "--env",
        "prod",
        "--context",
        context,
      ),
    ).toEqual({
      status: 0,
      stdout: `llm-agent-config={"gateway":"openai","max_output_tokens":5000,"model":"gpt-5","prompt":"Summarize the incident for an enterprise support workflow. Preserve customer impact, operational risk, and next actions.","temperature":0.2} (enterprise)\n`,
      stderr: "",
    });
  });

  test("the JSON without the workspace is the committed fixture, byte for byte", async () => {
    const { stdout, status } = await run(
      ...[
        "variable",
        "resolve",
        "llm-agent-config",
        "--workspace",
        "./config",
        "--env",
        "prod",
        "--context",
        context,
        "--json",
      ],
    );
    expect(status).toBe(0);
    const workspaceLine = `  "workspace": ${JSON.stringify(tutorial)},\n`;
    expect(stdout).toContain(workspaceLine);
    expect(stdout.replace(workspaceLine, "")).toBe(
      readFileSync(join(tutorial, "tests/prod-enterprise.expected.json"), "utf8"),
    );
  });

  test("inspect", async () => {
    expect((await run("workspace", "inspect", "--workspace", "./config")).stdout).toBe(`${tutorial}
environments: dev, stage, prod
context schema: schemas/context.schema.json
qualifiers (1)
  enterprise-accounts  qualifiers/enterprise-accounts.toml  Accounts on the enterprise plan with at least 100 seats
variables (1)
  llm-agent-config  variables/llm-agent-config.toml  LLM settings for the incident summary agent
catalogs (0)
diagnostics: none
`);
    const { stdout } = await run("workspace", "inspect", "./config", "--json");
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
      ...["workspace", "environments", "qualifiers", "variables", "catalogs", "diagnostics"],
    ]);
    expect(JSON.parse(stdout)).toEqual({
      workspace: tutorial,
      environments: ["dev", "stage", "prod"],
      qualifiers: [
        {
          id: "enterprise-accounts",
          uri: "qualifier://enterprise-accounts",
          path: "qualifiers/enterprise-accounts.toml",
        },
      ],
      variables: [
        { id: "llm-agent-config", uri: "variable://llm-agent-config", path: "variables/llm-agent-config.toml" },
      ],
      catalogs: [],
      diagnostics: [],
    });
  });

  test("the explanation", async () => {
    const words = ["variable", "resolve", "llm-agent-config", "--workspace", "config", "--env", "prod", "--trace"];
    const matched = await run(...words, "--context", context);
    expect(matched.stdout.split("\n").slice(1)).toEqual([
      "  why: matched_rule in [env.prod]",
      "  ✓ rule 1: enterprise-accounts -> enterprise",
      `    ✓ account.plan eq "enterprise": was "enterprise"`,
      "    ✓ account.seats gte 100: was 250",
      "",
    ]);
    const otherwise = await run(...words, "--context", `{"account":{"plan":"free","seats":5}}`);
    expect(otherwise.stdout.split("\n").slice(1)).toEqual([
      "  why: environment_default in [env.prod]",
      "  ✗ rule 1: enterprise-accounts -> enterprise",
      `    ✗ account.plan eq "enterprise": was "free"`,
      "    - account.seats gte: not evaluated",
      "  ✓ otherwise -> standard",
      "",
    ]);
    const json = await run(...words, "--context", context, "--json");
    expect(Object.keys(JSON.parse(json.stdout) as object)).toEqual([
      "workspace",
      "id",
      "environment",
      "value_key",
      "value",
      "trace",
    ]);
    expect((JSON.parse(json.stdout) as { trace: unknown }).trace).toEqual({
      reason: "matched_rule",
      branch: "prod",
      rules: [{ index: 0, qualifier: "enterprise-accounts", value_key: "enterprise", matched: true }],
      qualifiers: [
        {
          id: "enterprise-accounts",
          match: "all",
          value: true,
          predicates: [
            {
              index: 0,
              attribute: "account.plan",
              op: "eq",
              expected: "enterprise",
              actual: "enterprise",
              result: true,
            },
            { index: 1, attribute: "account.seats", op: "gte", expected: 100, actual: 250, result: true },
          ],
        },
      ],
    });
  });
});
