import { expect, test } from "vitest";
import { runScript } from "./run-script.js";
import { startLua } from "./start-lua.js";
import { TimeExceeded, TimeLimit } from "./time-limit.js";

const job = {
  variable: { id: "v", uri: "", path: "variables/v.toml", toml: {}, values: {}, workspace: { environments: [] } },
  timeoutMs: 50,
  memoryBytes: 1_000_000,
  maxFindings: 1,
};

test.each(["while true do end", "while true do pcall(function() while true do end end) end"])(
  "a script is stopped from within: %s",
  async (loop) => {
    const machine = await startLua();
    const time = new TimeLimit(machine.api);
    const source = `function lint() ${loop} end`;
    expect(() =>
      runScript(
        { ...machine, time },
        { ...job, source },
        () => undefined,
        () => undefined,
      ),
    ).toThrow(TimeExceeded);
  },
);
