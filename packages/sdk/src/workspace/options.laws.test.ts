import { env } from "node:process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readRecordOptions } from "../records/record-options.js";
import { loadOptionReaders, readLoadOptions } from "./load-options.js";
import { readRefreshOptions } from "./refresh-options.js";

/** `FUZZ_RUNS` sets the number of draws. */
const limits = { numRuns: Number(env["FUZZ_RUNS"] ?? 500) };
const SECRET = "hunter2-4711";

const anything = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
    withSparseArray: true,
  }),
  fc.constantFrom(SECRET, [SECRET], Symbol(SECRET), () => SECRET, new Error(SECRET), NaN, Infinity, -0, 2 ** 31),
);
const names = [
  ...Object.keys(loadOptionReaders),
  ...["periodMs", "attemptTimeoutMs", "maxStalenessMs", "diskCopy", "fallbackSource", "clock", "random"],
  ...["sinks", "sampling", "redact", "queueLimit", "__proto__", "constructor", "toString"],
];
const options = fc.oneof(anything, fc.dictionary(fc.constantFrom(...names), anything, { maxKeys: 4 }));

it.each<[string, (given: never) => unknown]>([
  ["Workspace.load", (given) => readLoadOptions("Workspace.load", given, process.cwd())],
  ["RefreshingWorkspace.load", (given) => readRefreshOptions("RefreshingWorkspace.load", given, process.cwd())],
  ["records", (given) => readRecordOptions(given)],
])("whatever is given to %s is taken or refused by name, and not shown", (_, read) => {
  const isTakenOrRefused = (given: unknown) => {
    try {
      read(given as never);
    } catch (error) {
      expect([TypeError, RangeError]).toContain((error as Error).constructor);
      expect((error as Error).message).toMatch(/option|must/);
      expect((error as Error).message).not.toContain(SECRET);
    }
  };
  fc.assert(fc.property(options, isTakenOrRefused), limits);
});
