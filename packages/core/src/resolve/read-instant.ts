import { kindOf } from "../json/json-value.js";

/** The instants with an RFC 3339 text, in milliseconds: years 0 to 9999. */
const FIRST_INSTANT = -62_167_219_200_000;
const LAST_INSTANT = 253_402_300_799_999;

/**
 * The option `now`, or what a clock gives, in milliseconds since 1970: a number of them, or a `Date` of whatever realm.
 *
 * @throws {TypeError} for anything else.
 * @throws {RangeError} for an instant that is not in the years 0 to 9999, such as NaN and an invalid `Date`.
 */
export function readInstant(now: unknown): number {
  const isDate = typeof now === "object" && Object.prototype.toString.call(now) === "[object Date]";
  const instant = isDate ? Number(now) : now;
  if (typeof instant !== "number") {
    throw new TypeError(`option now must be milliseconds since 1970 or a Date, not ${kindOf(now)}`);
  }
  if (instant >= FIRST_INSTANT && instant <= LAST_INSTANT) return instant;
  throw new RangeError(`option now must be in the years 0 to 9999, in milliseconds since 1970, not ${instant}`);
}
