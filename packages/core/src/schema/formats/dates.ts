import { parseTimestamp } from "../../grammar/timestamp.js";

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(?:\.\d+)?(?:z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;
const DURATION =
  /^P(?:\d+W|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;

const DAY_IN_MINUTES = 24 * 60;

/** `date-time` of RFC 3339. */
export function isDateTime(text: string): boolean {
  return parseTimestamp(text) !== undefined;
}

/** `full-date` of RFC 3339: a day of the calendar. */
export function isDate(text: string): boolean {
  return DATE.test(text) && isDateTime(`${text}T00:00:00Z`);
}

/** `full-time` of RFC 3339: with an offset; second 60 only where it is the last of a day in UTC. */
export function isTime(text: string): boolean {
  const match = TIME.exec(text);
  if (match === null) return false;
  const [, hour, minute, second, sign, offsetHours = "0", offsetMinutes = "0"] = match;
  if (second !== "60") return true;
  const offset = (sign === "-" ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const inUtc = Number(hour) * 60 + Number(minute) - offset;
  return (inUtc + 2 * DAY_IN_MINUTES) % DAY_IN_MINUTES === DAY_IN_MINUTES - 1;
}

/** `duration` of RFC 3339, appendix A: units in order and without gaps, or weeks alone. */
export function isDuration(text: string): boolean {
  return text.length > 1 && DURATION.test(text);
}
