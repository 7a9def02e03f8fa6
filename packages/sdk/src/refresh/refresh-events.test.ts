import { describe, expect, it } from "vitest";
import { RefreshListeners } from "./refresh-events.js";
import { collectWarnings } from "./testing/collect-warnings.js";

const unchanged = { fingerprint: "git:1" };
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("RefreshListeners", () => {
  it("calls the listeners of an event in their order, until they stop", () => {
    const listeners = new RefreshListeners();
    const called: string[] = [];
    const stopFirst = listeners.on("unchanged", () => called.push("first"));
    listeners.on("unchanged", ({ fingerprint }) => called.push(fingerprint));
    listeners.on("recovered", () => called.push("another event"));
    listeners.emit("unchanged", unchanged);
    stopFirst();
    stopFirst();
    listeners.emit("unchanged", unchanged);
    expect(called).toEqual(["first", "git:1", "git:1"]);
    listeners.clear();
    listeners.emit("unchanged", unchanged);
    expect(called).toHaveLength(3);
  });

  it("lets one function listen twice and stop once", () => {
    const listeners = new RefreshListeners();
    let calls = 0;
    const listener = () => (calls += 1);
    listeners.on("unchanged", listener);
    listeners.on("unchanged", listener)();
    listeners.emit("unchanged", unchanged);
    expect(calls).toBe(1);
  });

  it("neither calls a listener that was added meanwhile, nor one that was removed", () => {
    const listeners = new RefreshListeners();
    const called: string[] = [];
    listeners.on("unchanged", () => {
      called.push("first");
      listeners.on("unchanged", () => called.push("late"));
      stopSecond();
    });
    const stopSecond = listeners.on("unchanged", () => called.push("second"));
    listeners.emit("unchanged", unchanged);
    expect(called).toEqual(["first"]);
  });

  it("makes a warning of a listener that throws or rejects, and calls the others", async () => {
    const warnings = collectWarnings();
    const listeners = new RefreshListeners();
    let calls = 0;
    listeners.on("unchanged", () => {
      throw new Error("thrown at once");
    });
    listeners.on("unchanged", async () => {
      await settled();
      throw new Error("rejected later");
    });
    listeners.on("unchanged", () => (calls += 1));
    listeners.emit("unchanged", unchanged);
    expect(calls).toBe(1);
    await settled();
    await settled();
    expect(warnings.map(({ name, code }) => [name, code])).toEqual([
      ["RototoWarning", "ROTOTO_LISTENER_FAILED"],
      ["RototoWarning", "ROTOTO_LISTENER_FAILED"],
    ]);
    expect(warnings[0]?.detail).toContain("thrown at once");
    expect(warnings[1]?.detail).toContain("rejected later");
  });

  it("does not let a listener change the event for the others", () => {
    const listeners = new RefreshListeners();
    const seen: string[] = [];
    listeners.on("unchanged", (event) => Reflect.set(event, "fingerprint", "changed"));
    listeners.on("unchanged", ({ fingerprint }) => seen.push(fingerprint));
    listeners.emit("unchanged", { ...unchanged });
    expect(seen).toEqual(["git:1"]);
  });
});
