import { describe, expect, it } from "vitest";
import { readRecordOptions, type RecordOptions } from "./record-options.js";

const sink = { write: () => undefined };

describe("readRecordOptions", () => {
  it.each<RecordOptions>([
    { sinks: [] },
    { sinks: [sink], sampling: 0 },
    { sinks: [sink], sampling: 0.5, redact: ["account", "account.email"], queueLimit: 1, random: () => 0 },
    { sinks: [sink], sampling: { default: 1, variables: { limits: 0 }, qualifiers: { beta: 0.1 } } },
    { sinks: [{ ...sink, observe: () => undefined, close: () => undefined }], activeTrace: () => undefined },
  ])("accepts %j", (options) => {
    expect(() => readRecordOptions(options)).not.toThrow();
  });

  it.each<[unknown, Error]>([
    [{}, new TypeError("records.sinks must be a list of sinks")],
    [
      { sinks: [sink, null] },
      new TypeError("records.sinks[1] must be a sink, an object with a method write, not null"),
    ],
    [{ sinks: [{}] }, new TypeError("records.sinks[0] must be a sink, an object with a method write, not an object")],
    [
      { sinks: [{ ...sink, observe: true }] },
      new TypeError("records.sinks[0].observe must be a function, not a boolean"),
    ],
    [{ sinks: [{ ...sink, close: true }] }, new TypeError("records.sinks[0].close must be a function, not a boolean")],
    [{ sinks: [sink], sampling: "all" }, new TypeError("records.sampling must be a number or an object")],
    [{ sinks: [sink], sampling: 1.5 }, new RangeError("records.sampling must be from 0 to 1, not 1.5")],
    [{ sinks: [sink], sampling: NaN }, new RangeError("records.sampling must be from 0 to 1, not NaN")],
    [
      { sinks: [sink], sampling: { default: -1 } },
      new RangeError("records.sampling.default must be from 0 to 1, not -1"),
    ],
    [
      { sinks: [sink], sampling: { variables: { limits: "1" } } },
      new TypeError(`records.sampling.variables["limits"] must be a number from 0 to 1`),
    ],
    [
      { sinks: [sink], sampling: { qualifiers: 1 } },
      new TypeError("records.sampling.qualifiers must be an object of rates by id, not a number"),
    ],
    [{ sinks: [sink], redact: "account" }, new TypeError("records.redact must be a list, not a string")],
    [{ sinks: [sink], redact: [1] }, new TypeError("records.redact[0] must be a string, not a number")],
    [
      { sinks: [sink], redact: ["account..email"] },
      new RangeError(`records.redact[0] must be a path such as account.email, not "account..email"`),
    ],
    [
      { sinks: [sink], redact: ["/account/email"] },
      new RangeError(`records.redact[0] must be a path such as account.email, not "/account/email"`),
    ],
    [
      { sinks: [sink], redact: ["account.*"] },
      new RangeError(`records.redact[0] must be a path such as account.email, not "account.*"`),
    ],
    [
      { sinks: [sink], sampling: { variable: {} } },
      new TypeError("unknown option records.sampling.variable: records.sampling are default, variables, qualifiers"),
    ],
    [
      { sinks: [sink], sink },
      new TypeError(
        "unknown option records.sink: records are sinks, sampling, redact, activeTrace, queueLimit, random, clock",
      ),
    ],
    [
      { sinks: [sink], clock: {} },
      new TypeError("records.clock must be a clock, an object with a method now, not an object"),
    ],
    [{ sinks: [sink], queueLimit: "1" }, new TypeError("records.queueLimit must be a whole number, not a string")],
    [
      { sinks: [sink], queueLimit: 0 },
      new RangeError(`records.queueLimit must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}, not 0`),
    ],
    [{ sinks: [sink], activeTrace: {} }, new TypeError("records.activeTrace must be a function, not an object")],
    [{ sinks: [sink], random: 0.5 }, new TypeError("records.random must be a function, not a number")],
  ])("refuses %j", (options, error) => {
    expect(() => readRecordOptions(options as RecordOptions)).toThrow(error);
    expect(() => readRecordOptions(options as RecordOptions)).toThrow(error.constructor);
  });
});
