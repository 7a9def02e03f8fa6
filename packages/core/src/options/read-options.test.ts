import { describe, expect, it } from "vitest";
import * as options from "./index.js";
import { optionGroup, readOptions, type OptionReader } from "./index.js";

interface Sample {
  readonly periodMs?: number | false;
  readonly token?: string;
  readonly limits?: { readonly redirects?: number };
  readonly roots?: readonly string[];
}

const readers: options.OptionReaders<Sample> = {
  periodMs: options.either(false, options.durationMs),
  token: options.filledText,
  limits: optionGroup<{ readonly redirects?: number }>({ redirects: options.wholeNumber(0) }),
  roots: options.listOf(options.text),
};

const read = (given: unknown) => readOptions("load", given as Sample | undefined, readers);

describe("readOptions", () => {
  it("takes undefined for the default, of one option and of all", () => {
    expect(read(undefined)).toEqual({});
    const given = read({ periodMs: undefined, token: "t" });
    expect({ periodMs: 60, ...given }).toEqual({ periodMs: 60, token: "t" });
  });

  it("reads each option once", () => {
    let reads = 0;
    const given = read({
      get token() {
        reads += 1;
        return reads === 1 ? "first" : 5;
      },
    });
    expect(given.token).toBe("first");
    expect(reads).toBe(1);
  });

  it.each([
    [{ period: 5 }, TypeError, "unknown option period: the options of load are periodMs, token, limits, roots"],
    [{ __proto__: null, constructor: 1 }, TypeError, "unknown option constructor"],
    [{ token: 5 }, TypeError, "token must be a string, not a number"],
    [{ token: null }, TypeError, "token must be a string, not null"],
    [{ token: "" }, RangeError, "token must not be empty"],
    [{ periodMs: "60" }, TypeError, "periodMs must be a whole number, not a string"],
    [{ periodMs: Infinity }, RangeError, "periodMs must be a whole number from 1 to 2147483647, not Infinity"],
    [{ periodMs: NaN }, RangeError, "not NaN"],
    [{ periodMs: 2 ** 31 }, RangeError, "from 1 to 2147483647, not 2147483648"],
    [{ periodMs: 1.5 }, RangeError, "periodMs must be a whole number from 1 to 2147483647, not 1.5"],
    [{ periodMs: 0 }, RangeError, "not 0"],
    [{ limits: { redirects: 1.5 } }, RangeError, "limits.redirects must be a whole number"],
    [{ limits: { redirect: 1 } }, TypeError, "unknown option limits.redirect: limits are redirects"],
    [{ limits: new Date(NaN) }, TypeError, "limits must be an object, not Date"],
    [new Map(), TypeError, "the options of load must be an object, not Map"],
    [{ limits: [] }, TypeError, "limits must be an object, not list"],
    [{ roots: [new Date()] }, TypeError, "roots[0] must be a string, not a Date"],
    ["options", TypeError, "the options of load must be an object, not string"],
    [null, TypeError, "the options of load must be an object, not null"],
  ])("refuses %o", (given, kind, message) => {
    expect(() => read(given)).toThrow(kind);
    expect(() => read(given)).toThrow(message);
  });

  it("takes undefined in a group for the default", () => {
    expect(read({ limits: { redirects: undefined } })).toStrictEqual({ limits: {} });
  });
});

it.each<[string, OptionReader, unknown, unknown]>([
  ["flag", options.flag, false, "false"],
  ["text", options.text, "", 1],
  ["callable", options.callable, () => 1, {}],
  ["signal", options.signal, new AbortController().signal, new AbortController()],
  ["oneOf", options.oneOf("reject", "skip"), "skip", "no"],
  ["wholeNumber", options.wholeNumber(1, 3), 3, "3"],
])("%s takes one and refuses the other, by its name", (_, check, good, bad) => {
  expect(() => check(good, "option")).not.toThrow();
  expect(() => check(bad, "option")).toThrow(/^option must be /);
});

it("shows no value, which may be a credential", () => {
  for (const check of [
    options.flag,
    options.callable,
    options.durationMs,
    options.wholeNumber(0),
    options.oneOf("a"),
  ]) {
    expect(() => check("hunter2", "token")).toThrow(/^(?!.*hunter2)/);
  }
});
