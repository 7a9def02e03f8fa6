import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rototo/core";
import { describe, expect, it } from "vitest";
import { ControllableSource, type WorkspaceDefinition } from "../test-kit/index.js";
import { digestDefinitions } from "./digest-definitions.js";
import { planLoad, sourceOfPlan } from "./load-plan.js";
import { loadVersion } from "./load-version.js";
import type { WorkspaceVersion } from "./workspace-version.js";
import { readVersionLines, writeVersionLines } from "./version-lines.js";

const { signal } = new AbortController();
const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url));

describe("a version as lines", () => {
  it.each(["llm-agent-config/config", "account-limits/config"])("%s reads as it was written", async (directory) => {
    const version = await loadVersion(sourceOfPlan(planLoad(directory, { cwd: examples })), {}, signal);
    expect(await readVersionLines(writeVersionLines(version), undefined, signal)).toEqual(version);
  });

  it("keeps every key as plain data", async () => {
    const value = JSON.parse(
      '{ "__proto__": { "polluted": true }, "10": 1, "9": 2, "text": "line\\nfeed \\u2028 😀" }',
    ) as JsonObject;
    const version = await loadVersion(new ControllableSource({}), {}, signal);
    const odd = { ...version.compiled, catalogs: [{ id: "c", entries: [{ key: "k", value }] }] };
    const lines = writeVersionLines({ ...version, compiled: odd, digests: digestDefinitions(odd) });
    const { compiled } = await readVersionLines(lines, undefined, signal);
    expect(JSON.stringify(compiled.catalogs)).toBe(JSON.stringify(odd.catalogs));
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it("refuses a number that JSON cannot hold, rather than lose it between threads", async () => {
    const definition = { contextSchema: { type: "object" }, variables: { kept: { value: 1 } } };
    const version = await loadVersion(new ControllableSource(definition), {}, signal);
    const schemas = [{ path: "schemas/context.schema.json", schema: { maximum: Number.POSITIVE_INFINITY } }];
    const odd = { ...version, compiled: { ...version.compiled, schemas } };
    expect(() => writeVersionLines(odd)).toThrow(expect.objectContaining({ code: "workspace-invalid" }));
  });

  it("shares with the version before what has not changed", async () => {
    const load = (definition: WorkspaceDefinition) => loadVersion(new ControllableSource(definition), {}, signal);
    const kept = { values: { a: 1, b: 2 }, default: "a" };
    const previous = await load({ variables: { kept, changed: { value: 1 }, removed: { value: 1 } } });
    const next = await load({ variables: { kept, changed: { value: 2 }, added: { value: 1 } } });
    const read = await readVersionLines(writeVersionLines(next), previous, signal);
    expect(read).toEqual(next);
    const find = (version: WorkspaceVersion, id: string) => version.compiled.variables.find((one) => one.id === id);
    expect(find(read, "kept")).toBe(find(previous, "kept"));
    expect(find(read, "changed")).not.toBe(find(previous, "changed"));
  });

  it("lets other work of the thread run in between", async () => {
    const version = await loadVersion(sourceOfPlan(planLoad("account-limits/config", { cwd: examples })), {}, signal);
    const lines = writeVersionLines(version);
    let turns = 0;
    const count = () => {
      turns++;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    await readVersionLines(lines, undefined, signal, 0);
    clearImmediate(counting);
    expect(turns).toBeGreaterThan(version.compiled.variables.length);
  });

  it("stops when it is aborted", async () => {
    const aborted = AbortSignal.abort(new Error("enough"));
    const version = await loadVersion(sourceOfPlan(planLoad("account-limits/config", { cwd: examples })), {}, signal);
    await expect(readVersionLines(writeVersionLines(version), undefined, aborted, 0)).rejects.toThrow("enough");
  });
});
