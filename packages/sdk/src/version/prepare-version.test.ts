import { createDocuments } from "@rototo/core";
import { expect, it } from "vitest";
import type { WorkspaceSource } from "./workspace-source.js";
import { Workspace } from "../workspace/workspace.js";

const SCRIPTS = 12;

/** As many variables as there are scripts, each of which computes for a while. */
function scripted(): WorkspaceSource {
  const files: Record<string, string> = { "rototo-workspace.toml": "schema_version = 1\n" };
  for (let index = 0; index < SCRIPTS; index += 1) {
    files[`variables/v${index}.toml`] =
      `schema_version = 1\ntype = "int"\nlint = { path = "../lint/v${index}.lua" }\n[values]\na = 1\n[resolve]\ndefault = "a"\n`;
    files[`lint/v${index}.lua`] =
      `function lint(variable)\n  local n = ${index}\n  for i = 1, 3e5 do n = n + i end\nend\n`;
  }
  return { name: "scripted", load: () => Promise.resolve({ documents: createDocuments(files) }) };
}

it("lets custom lint take as long as its limit says, and then says what was not run", async () => {
  await expect(Workspace.load(scripted())).resolves.toBeInstanceOf(Workspace);
  const load = Workspace.load(scripted(), { limits: { customLintTotalMs: 1 } });
  await expect(load).rejects.toMatchObject({ code: "workspace-invalid" });
  const error = (await load.catch((reason: unknown) => reason)) as { details: { diagnostics: { message: string }[] } };
  expect(error.details.diagnostics.length).toBeGreaterThan(0);
  for (const { message } of error.details.diagnostics) expect(message).toContain("was not run");
});
