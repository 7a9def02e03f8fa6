import { describe, expect, it, onTestFinished } from "vitest";
import { ControllableClock, ControllableSource } from "../testing/index.js";
import type { WorkspaceSource } from "../version/workspace-source.js";
import { RefreshingWorkspace } from "./refreshing-workspace.js";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const valued = (value: number) => ({ variables: { limit: { value } } });

async function load(source: WorkspaceSource, options: object = {}) {
  const clock = new ControllableClock();
  const workspace = await RefreshingWorkspace.load(source, { clock, random: () => 0, ...options });
  onTestFinished(() => workspace.close());
  return { workspace, clock };
}

describe("an attempt that does not end", () => {
  it("counts as failed when its time is over, and the next one goes on", async () => {
    const source = new ControllableSource(valued(1));
    const { workspace, clock } = await load(source, { periodMs: 60_000 });
    const release = source.hang();
    source.publish(valued(2));
    await clock.advance(60_000 + 119_999);
    expect(workspace.status()).toMatchObject({ refreshing: true, consecutiveFailures: 0 });
    await clock.advance(1);
    expect(workspace.status()).toMatchObject({
      refreshing: false,
      consecutiveFailures: 1,
      lastError: { code: "source-timeout", details: { limit: "attemptTimeoutMs", allowed: 120_000 } },
    });
    expect(workspace.resolveVariable("limit", {}).value).toBe(1);
    release();
    await clock.advance(5_000);
    expect(workspace.resolveVariable("limit", {}).value).toBe(2);
    expect(workspace.status()).toMatchObject({ consecutiveFailures: 0, lastError: undefined });
  });

  it("is abandoned where it cannot be stopped: its signal is aborted, and what it gives later is nobody's", async () => {
    const signals: AbortSignal[] = [];
    let late: ((content: { documents: Record<string, string> }) => void) | undefined;
    const files = (value: number) => ({
      documents: {
        "rototo-workspace.toml": "schema_version = 1\n",
        "variables/limit.toml": `schema_version = 1\ntype = "int"\nvalues.a = ${value}\nresolve.default = "a"\n`,
      },
    });
    const source: WorkspaceSource = {
      name: "deaf",
      load(signal) {
        signals.push(signal);
        if (signals.length !== 2) return Promise.resolve(files(signals.length));
        return new Promise((resolve) => (late = resolve));
      },
    };
    const { workspace, clock } = await load(source, { periodMs: false, attemptTimeoutMs: 1_000 });
    const refused = expect(workspace.refreshNow()).rejects.toMatchObject({ code: "source-timeout" });
    await nextTurn();
    await clock.advance(1_000);
    await refused;
    expect(signals[1]?.aborted).toBe(true);
    await expect(workspace.refreshNow()).resolves.toBe("refreshed");
    late?.(files(2));
    await clock.advance(1);
    expect(workspace.resolveVariable("limit", {}).value).toBe(3);
    await expect(workspace.refreshNow()).resolves.toBe("refreshed");
    expect(workspace.resolveVariable("limit", {}).value).toBe(4);
  });

  it("fails the first load, too, so that what stands in is served", async () => {
    const source = new ControllableSource(valued(1));
    source.hang();
    const clock = new ControllableClock();
    const options = { clock, attemptTimeoutMs: 1_000 };
    const refused = expect(RefreshingWorkspace.load(source, options)).rejects.toMatchObject({ code: "source-timeout" });
    const loading = load(source, { ...options, fallbackSource: new ControllableSource(valued(7)) });
    await nextTurn();
    await clock.advance(1_000);
    await refused;
    const { workspace } = await loading;
    expect(workspace.status()).toMatchObject({ origin: "fallback", lastError: { code: "source-timeout" } });
    expect(workspace.resolveVariable("limit", {}).value).toBe(7);
  });
});
