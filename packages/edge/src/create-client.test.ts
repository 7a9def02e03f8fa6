import { interpreterEngine } from "@rototo/core/interpreter";
import { describe, expect, it } from "vitest";
import type { ClientOptions } from "./client-options.js";
import { createClient } from "./create-client.js";

function create(options: unknown) {
  return () => createClient("https://example.com/x", options as ClientOptions);
}

describe("the options of a client", () => {
  it.each([
    [{ maxAgeMs: 0 }, RangeError, "maxAgeMs must be a whole number from 1"],
    [{ maxAgeMs: NaN }, RangeError, "maxAgeMs"],
    [{ timeoutMs: -1 }, RangeError, "timeoutMs"],
    [{ timeoutMs: Infinity }, RangeError, "timeoutMs"],
    [{ maxBytes: Infinity }, RangeError, "maxBytes must be a whole number"],
    [{ maxStalenessMs: 0 }, RangeError, "maxStalenessMs"],
    [{ maxAgeMs: "60" }, TypeError, "maxAgeMs must be a whole number, not a string"],
    [{ maxBytes: "10MB" }, TypeError, "maxBytes must be a whole number, not a string"],
    [{ token: 5 }, TypeError, "token must be a string, not a number"],
    [{ fallback: 5 }, TypeError, "fallback must be a snapshot: as text, parsed or as a module, not a number"],
    [{ fetch: {} }, TypeError, "fetch must be a function"],
    [{ now: 5 }, TypeError, "now must be a function"],
    [{ random: 0.5 }, TypeError, "random must be a function"],
    [{ maxAge: 5 }, TypeError, "unknown option maxAge: the options of createClient are"],
    [{ schemaEngine: "interpreter" }, TypeError, "schemaEngine must be a schema engine or false, not a string"],
    [{ schemaEngine: undefined }, TypeError, "schemaEngine is missing: pass interpreterEngine"],
  ])("are refused before anything is asked for: %j", (options, kind, message) => {
    const refused = create({ schemaEngine: interpreterEngine, ...options });
    expect(refused).toThrow(kind);
    expect(refused).toThrow(message);
  });

  it.each([undefined, null, "https://example.com"])("are an object, not %s", (options) => {
    expect(create(options)).toThrow(TypeError);
  });

  it("have defaults for what is undefined", () => {
    const nothing = Object.fromEntries(
      ["maxAgeMs", "maxStalenessMs", "timeoutMs", "maxBytes", "token", "fallback", "fetch", "now", "random"].map(
        (name) => [name, undefined],
      ),
    );
    expect(create({ schemaEngine: false, ...nothing })().status().stale).toBe(false);
  });

  it.each([
    ["is no instant", () => "2026-12-01", TypeError],
    ["is none at all", () => undefined, TypeError],
    ["is not a time", () => new Date(NaN), RangeError],
  ])("have a clock: what it gives that %s is named", (_, now, kind) => {
    const client = create({ schemaEngine: false, maxStalenessMs: 1, now })();
    return expect(client.refreshNow()).rejects.toSatisfy(
      (error) => error instanceof kind && error.message.includes("now"),
    );
  });
});
