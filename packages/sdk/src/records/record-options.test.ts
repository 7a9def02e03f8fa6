import { describe, expect, it } from "vitest";
import { checkRecordOptions, type RecordOptions } from "./record-options.js";

const sink = { write: () => undefined };

describe("checkRecordOptions", () => {
  it.each<RecordOptions>([
    { sinks: [] },
    { sinks: [sink], sampling: 0 },
    { sinks: [sink], sampling: 0.5, redact: ["account", "account.email"], queueLimit: 1, random: () => 0 },
    { sinks: [sink], sampling: { default: 1, variables: { limits: 0 }, qualifiers: { beta: 0.1 } } },
    { sinks: [{ ...sink, observe: () => undefined, close: () => undefined }], activeTrace: () => undefined },
  ])("accepts %j", (options) => {
    expect(() => checkRecordOptions(options)).not.toThrow();
  });

  it.each<[unknown, Error]>([
    [{}, new TypeError("records.sinks must be a list of sinks")],
    [{ sinks: [sink, null] }, new TypeError("records.sinks[1] must be a sink, an object with a method write")],
    [{ sinks: [{}] }, new TypeError("records.sinks[0] has no method write")],
    [{ sinks: [{ ...sink, observe: true }] }, new TypeError("records.sinks[0].observe must be a function")],
    [{ sinks: [{ ...sink, close: true }] }, new TypeError("records.sinks[0].close must be a function")],
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
      new TypeError("records.sampling.qualifiers must be an object of rates by id"),
    ],
    [{ sinks: [sink], redact: "account" }, new TypeError("records.redact must be a list of attributes")],
    [{ sinks: [sink], redact: [1] }, new TypeError("records.redact[0] must be an attribute, as text")],
    [
      { sinks: [sink], redact: ["account..email"] },
      new RangeError(`records.redact[0] must be a path such as account.email, not "account..email"`),
    ],
    [{ sinks: [sink], queueLimit: "1" }, new TypeError("records.queueLimit must be a number of records")],
    [
      { sinks: [sink], queueLimit: 0 },
      new RangeError("records.queueLimit must be a whole number of at least 1, not 0"),
    ],
    [{ sinks: [sink], activeTrace: {} }, new TypeError("records.activeTrace must be a function")],
    [{ sinks: [sink], random: 0.5 }, new TypeError("records.random must be a function")],
  ])("refuses %j", (options, error) => {
    expect(() => checkRecordOptions(options as RecordOptions)).toThrow(error);
    expect(() => checkRecordOptions(options as RecordOptions)).toThrow(error.constructor);
  });
});
