import { hash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileWorkspace, lintWorkspace, prepareSnapshot, readWorkspace } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { loadSource } from "@rototo/sources";
import { describe, expect, test } from "vitest";
import { runInProcess } from "../testing/run-in-process.js";
import { temporaryWorkspace, tutorial } from "../testing/temporary-workspace.js";

async function snapshotOfTutorial(): Promise<string> {
  const { documents, fingerprint } = await loadSource({ kind: "local", directory: tutorial });
  const { accepted } = lintWorkspace(readWorkspace(documents), { schemaEngine: ajvEngine });
  if (accepted === undefined) throw new Error("the tutorial has errors");
  const { content, write } = prepareSnapshot({ source: tutorial, fingerprint, workspace: compileWorkspace(accepted) });
  return write(hash("sha256", content, "hex"));
}

function snapshotFile(text: string): string {
  return join(temporaryWorkspace({ "config.snapshot.json": text }), "config.snapshot.json");
}

describe("a snapshot as the workspace", () => {
  test("answers", async () => {
    const file = snapshotFile(await snapshotOfTutorial());
    const words = ["variable", "resolve", "llm-agent-config", "--env", "prod", ...context, "--workspace", file];
    const { status, stdout } = await runInProcess(words);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^llm-agent-config=\{.*"gpt-5".*\} \(enterprise\)\n$/);
  });

  const context = ["--context", '{"account":{"plan":"enterprise","seats":700}}'];
  test.each([
    [["variable", "resolve", "llm-agent-config", "--env", "prod", ...context]],
    [["variable", "resolve", "llm-agent-config", "--env", "prod", "--trace", "--json", ...context]],
    [["variable", "resolve-all", "--env", "prod", "--json", ...context]],
    [["qualifier", "resolve-all", "--json", ...context]],
    [["variable", "resolve", "llm-agent-config", "--env", "prd", ...context]],
    [["variable", "resolve", "llm-agent-config", "--env", "prod", "--context", '{"account":{"plan":7}}']],
  ])("answers as the directory does: %j", async (words) => {
    const file = snapshotFile(await snapshotOfTutorial());
    const fromDirectory = await runInProcess([...words, "--workspace", tutorial]);
    const fromSnapshot = await runInProcess([...words, "--workspace", file]);
    expect(fromSnapshot).toEqual({
      ...fromDirectory,
      stdout: fromDirectory.stdout.replace(JSON.stringify(tutorial), JSON.stringify(file)),
    });
  });

  test("says what it holds", async () => {
    const file = snapshotFile(await snapshotOfTutorial());
    const inspected = await runInProcess(["workspace", "inspect", file]);
    expect(inspected).toMatchObject({ status: 0, stderr: "" });
    expect(inspected.stdout.replace(/sha256:[0-9a-f]{64}/, "HASH")).toBe(
      [
        file,
        `snapshot of: ${tutorial} (HASH)`,
        "environments: dev, stage, prod",
        "context schema: schemas/context.schema.json",
        "qualifiers (1)",
        "  enterprise-accounts",
        "variables (1)",
        "  llm-agent-config",
        "catalogs (0)",
        "diagnostics: none",
        "",
      ].join("\n"),
    );
    const { stdout } = await runInProcess(["workspace", "inspect", file, "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      workspace: file,
      environments: ["dev", "stage", "prod"],
      qualifiers: [{ id: "enterprise-accounts", uri: "qualifier://enterprise-accounts" }],
      variables: [{ id: "llm-agent-config", uri: "variable://llm-agent-config" }],
      catalogs: [],
      diagnostics: [],
    });
    expect((await runInProcess(["variable", "list", "--workspace", file])).stdout).toBe("llm-agent-config\n");
    expect((await runInProcess(["qualifier", "list", "--workspace", file])).stdout).toBe("enterprise-accounts\n");
  });

  test.each([
    [["qualifier", "lint", "enterprise-accounts"]],
    [["workspace", "lint"]],
    [["variable", "get", "llm-agent-config"]],
  ])("has no files: %j", async (words) => {
    const file = snapshotFile(await snapshotOfTutorial());
    const { status, stderr, stdout } = await runInProcess([...words, "--workspace", file]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`${file} is a snapshot, which holds no files`);
    expect(stderr).toContain("a snapshot is for build, inspect, list, resolve and resolve-all");
  });

  test("that is damaged is refused", async () => {
    const file = snapshotFile(await snapshotOfTutorial());
    writeFileSync(file, (await snapshotOfTutorial()).replace("gpt-5", "gpt-6"));
    const { status, stderr, stdout } = await runInProcess(["variable", "resolve-all", "--workspace", file, ...context]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("code: snapshot-invalid");
    expect(stderr).toContain("does not have the hash that it states");
  });
});
