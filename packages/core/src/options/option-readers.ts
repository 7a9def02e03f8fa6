import { kindOf } from "../json/json-value.js";
import { tagOf, type OptionReader } from "./read-options.js";

/** What a timer of every runtime can still wait for, in ms: about 24.8 days. A longer one would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** `true` or `false`. */
export const flag: OptionReader = (value, name) =>
  typeof value === "boolean" ? value : refuse(name, "true or false", value);

/** A string, be it empty. */
export const text: OptionReader = (value, name) =>
  typeof value === "string" ? value : refuse(name, "a string", value);

/** A string that is not empty. */
export const filledText: OptionReader = (value, name) => {
  if (value === "") throw new RangeError(`${name} must not be empty`);
  return text(value, name);
};

/** Anything that can be called. */
export const callable: OptionReader = (value, name) =>
  typeof value === "function" ? value : refuse(name, "a function", value);

/**
 * An object that has the methods, be they inherited: a clock, a sink.
 *
 * @param what What a message calls it, with its article.
 */
export function objectWith(what: string, ...methods: readonly string[]): OptionReader {
  return (value, name) => {
    const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
    return isObject && methods.every((method) => typeof Reflect.get(value, method) === "function")
      ? value
      : refuse(name, what, value);
  };
}

/**
 * An object with members of its own making: plain, of some class, or a module. No list, `Date` or `Map`.
 *
 * @param what What a message calls it, with its article.
 */
export function objectOfMembers(what: string): OptionReader {
  return (value, name) => (["Object", "Module"].includes(tagOf(value)) ? value : refuse(name, what, value));
}

/** An `AbortSignal`, of whatever realm. */
export const signal: OptionReader = objectWith("an AbortSignal", "addEventListener", "throwIfAborted");

/** A whole number. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): OptionReader {
  return (value, name) => {
    if (typeof value !== "number") return refuse(name, "a whole number", value);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`);
  };
}

/** A whole number of milliseconds that a timer can wait for, at least one. */
// Pure, so that a bundle without it leaves it out.
export const durationMs: OptionReader = /* @__PURE__ */ wholeNumber(1, LONGEST_TIMER_MS);

/** One of the given values. */
export function oneOf(...values: readonly (string | boolean)[]): OptionReader {
  return (value, name) =>
    values.some((known) => known === value)
      ? value
      : refuse(name, values.map((known) => JSON.stringify(known)).join(" or "), value);
}

/** `exception`, or what `otherwise` takes. */
export function either(exception: string | boolean, otherwise: OptionReader): OptionReader {
  return (value, name) => (value === exception ? value : otherwise(value, name));
}

/** A list of what `member` takes. */
export function listOf(member: OptionReader): OptionReader {
  return (value, name) =>
    Array.isArray(value)
      ? value.map((one: unknown, index) => member(one, `${name}[${index}]`))
      : refuse(name, "a list", value);
}

/** For what is read elsewhere, or may be anything. */
export const anything: OptionReader = (value) => value;

function refuse(name: string, expected: string, value: unknown): never {
  throw new TypeError(`${name} must be ${expected}, not ${describe(value)}`);
}

/** The kind of a value, never the value itself: it may be a credential. */
function describe(value: unknown): string {
  if (value === null || value === undefined) return kindOf(value);
  const tag = tagOf(value);
  const kind = kindOf(value) === "object" && tag !== "Object" ? tag : kindOf(value);
  return `${/^[aeio]/i.test(kind) ? "an" : "a"} ${kind}`;
}
