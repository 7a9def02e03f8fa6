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
  const instant = Object.prototype.toString.call(now) === "[object Date]" ? Number(now) : now;
  const isNumber = typeof instant === "number";
  if (isNumber && instant >= FIRST_INSTANT && instant <= LAST_INSTANT) return instant;
  const message = "option now must be a Date or milliseconds since 1970, in the years 0 to 9999";
  throw isNumber ? new RangeError(message) : new TypeError(message);
}
