import { expect, test } from "vitest";
import { createDocuments } from "../documents/documents.js";
import { readWorkspace } from "../read-workspace.js";
import { checkingInterpreterEngine as schemaEngine } from "../schema/interpreter/checking-interpreter.js";
import { lintWithScripts } from "./lint-with-scripts.js";

const VARIABLE = 'schema_version = 1\ntype = "int"\n[values]\none = 1\n[resolve]\ndefault = "one"\n';

function modelOf(files: Record<string, string>) {
  return readWorkspace(createDocuments({ "rototo-workspace.toml": "schema_version = 1\n", ...files }));
}

const WITH_SCRIPT = {
  "variables/limit.toml": `${VARIABLE}[lint]\npath = "../lint/limit.lua"\n`,
  "lint/limit.lua": "function lint() end\n",
};

test("what the scripts report is in the report, at its variable", async () => {
  const { diagnostics, accepted } = await lintWithScripts(modelOf(WITH_SCRIPT), {
    schemaEngine,
    runScripts: (tasks) =>
      Promise.resolve(
        tasks.map(({ variable }) => ({
          kind: "report",
          variable: variable.id,
          message: "too small",
          severity: "error",
        })),
      ),
  });
  expect(diagnostics).toMatchObject([{ message: "too small", path: "variables/limit.toml", severity: "error" }]);
  expect(accepted).toBeUndefined();
});

test("without a script nothing is run, and what fails to run rejects", async () => {
  const runScripts = () => Promise.reject(new Error("no thread"));
  const { diagnostics } = await lintWithScripts(modelOf({ "variables/limit.toml": VARIABLE }), {
    schemaEngine,
    runScripts,
  });
  expect(diagnostics).toEqual([]);
  await expect(lintWithScripts(modelOf(WITH_SCRIPT), { schemaEngine, runScripts })).rejects.toThrow("no thread");
});
