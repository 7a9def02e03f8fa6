import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rototo/core";
import { describe, expect, it } from "vitest";
import { ControllableSource } from "../testing/index.js";
import { loadVersion } from "./load-version.js";
import { openSource } from "./open-source.js";
import { readVersionLines, writeVersionLines } from "./version-lines.js";

const { signal } = new AbortController();
const examples = fileURLToPath(new URL("../../../../examples/", import.meta.url));

describe("a version as lines", () => {
  it.each(["llm-agent-config/config", "account-limits/config"])("%s reads as it was written", async (directory) => {
    const version = await loadVersion(openSource(directory, { cwd: examples }), {}, signal);
    expect(await readVersionLines(writeVersionLines(version), signal)).toEqual(version);
  });

  it("keeps every key as plain data", async () => {
    const value = JSON.parse(
      '{ "__proto__": { "polluted": true }, "10": 1, "9": 2, "text": "line\\nfeed \\u2028 😀" }',
    ) as JsonObject;
    const version = await loadVersion(new ControllableSource({}), {}, signal);
    const odd = { ...version.compiled, catalogs: [{ id: "c", entries: [{ key: "k", value }] }] };
    const { compiled } = await readVersionLines(writeVersionLines({ ...version, compiled: odd }), signal);
    expect(JSON.stringify(compiled.catalogs)).toBe(JSON.stringify(odd.catalogs));
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  it("lets other work of the thread run in between", async () => {
    const version = await loadVersion(openSource("account-limits/config", { cwd: examples }), {}, signal);
    const lines = writeVersionLines(version);
    let turns = 0;
    const count = () => {
      turns++;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    await readVersionLines(lines, signal, 0);
    clearImmediate(counting);
    expect(turns).toBeGreaterThan(version.compiled.variables.length);
  });

  it("stops when it is aborted", async () => {
    const aborted = AbortSignal.abort(new Error("enough"));
    const version = await loadVersion(openSource("account-limits/config", { cwd: examples }), {}, signal);
    await expect(readVersionLines(writeVersionLines(version), aborted, 0)).rejects.toThrow("enough");
  });
});
