import { describe, expect, it } from "vitest";
import { ControllableClock } from "./controllable-clock.js";

describe("ControllableClock", () => {
  it("calls what falls due at its own instant, in order, and what that sets going too", async () => {
    const clock = new ControllableClock(0);
    const called: [string, number][] = [];
    const call = (name: string) => () => called.push([name, clock.now()]);
    clock.schedule(call("second"), 20);
    clock.schedule(call("first"), 10);
    clock.schedule(call("second's equal"), 20);
    clock.schedule(() => void Promise.resolve().then(() => clock.schedule(call("from within"), 2)), 15);
    clock.schedule(call("too late"), 31);
    await clock.advance(30);
    expect(called).toEqual([
      ["first", 10],
      ["from within", 17],
      ["second", 20],
      ["second's equal", 20],
    ]);
    expect({ now: clock.now(), scheduled: clock.scheduled }).toEqual({ now: 30, scheduled: 1 });
  });

  it("does not call what was cancelled", async () => {
    const clock = new ControllableClock(0);
    let calls = 0;
    clock.schedule(() => (calls += 1), 10).cancel();
    await clock.advance(10);
    expect({ calls, scheduled: clock.scheduled }).toEqual({ calls: 0, scheduled: 0 });
  });
});
