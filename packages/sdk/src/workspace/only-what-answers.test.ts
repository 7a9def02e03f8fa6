import { expect, it, onTestFinished } from "vitest";
import { ControllableSource } from "../test-kit/index.js";
import { loadVersion } from "../version/load-version.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import { RefreshingWorkspace } from "./refreshing-workspace.js";
import { Workspace } from "./workspace.js";

const good = await loadVersion(
  new ControllableSource({ contextSchema: { type: "object" }, variables: { limit: { value: 1 } } }),
  {},
  new AbortController().signal,
);

/** A source of snapshots; the broken ones have a context schema that no engine takes, or a variable of no value. */
function source(): WorkspaceSource & { broken: "not" | "schema" | "variable" } {
  return {
    name: "snapshots",
    broken: "not",
    load() {
      const { compiled, fingerprint, name } = good;
      const workspace = {
        ...compiled,
        schemas: compiled.schemas.map(({ path, schema }) => ({
          path,
          schema: this.broken === "schema" ? { type: 5 } : schema,
        })),
        variables: compiled.variables.map((variable) =>
          this.broken === "variable" ? { ...variable, values: [] } : variable,
        ),
      };
      const identity = { source: name, fingerprint: `${fingerprint}-${this.broken}`, contentHash: this.broken };
      return Promise.resolve({ snapshot: { ...identity, workspace } as never });
    },
  };
}

it.each(["schema", "variable"] as const)("a version that cannot answer is never served: %s", async (broken) => {
  const held = source();
  const workspace = await RefreshingWorkspace.load(held, { periodMs: false });
  onTestFinished(() => workspace.close());
  held.broken = broken;
  for (const failures of [1, 2]) {
    await expect(workspace.refreshNow()).rejects.toMatchObject({ code: "workspace-invalid" });
    expect(workspace.status()).toMatchObject({
      consecutiveFailures: failures,
      lastError: { code: "workspace-invalid" },
    });
    expect(workspace.resolveVariable("limit", {}).value).toBe(1);
  }
  await expect(Workspace.load(held)).rejects.toMatchObject({ code: "workspace-invalid" });
  const fallbackSource = source();
  const started = await RefreshingWorkspace.load(held, { periodMs: false, fallbackSource });
  onTestFinished(() => started.close());
  expect(started.status()).toMatchObject({ origin: "fallback", lastError: { code: "workspace-invalid" } });
  held.broken = "not";
  await expect(workspace.refreshNow()).resolves.toBe("unchanged");
});
