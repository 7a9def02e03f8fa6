/** An instant, kept exact: no rounding of fractions, leap seconds in their place. */
export interface Timestamp {
  /** Whole seconds since 1970-01-01T00:00:00Z; a leap second has those of the second before it. */
  readonly seconds: number;
  /** 1 within a leap second, else 0. */
  readonly leap: number;
  /** Decimal digits of the fraction without trailing zeros, so that text order is number order. */
  readonly fraction: string;
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/i;

const DAY = 86_400;

/**
 * The instant that RFC 3339 text names, or `undefined` when it is not such text:
 * date, `T` or `t`, time with any number of decimals, and `Z`, `z` or an offset.
 * The calendar is checked; second 60 is accepted only where a leap second can be,
 * as the last second of a month in UTC.
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60 || part(9) > 23 || part(10) > 59) return undefined;
  const offset = (part(9) * 60 + part(10)) * 60 * (match[8] === "-" ? -1 : 1);
  const leap = second === 60 ? 1 : 0;
  const seconds = daysSinceEpoch(year, month, day) * DAY + hour * 3600 + minute * 60 + second - leap - offset;
  if (leap === 1 && !endsMonth(seconds + 1)) return undefined;
  return { seconds, leap, fraction: (match[7] ?? "").replace(/0+$/, "") };
}

/** Negative, zero or positive as `left` is before, at or after `right`. */
export function compareTimestamps(left: Timestamp, right: Timestamp): number {
  return (
    left.seconds - right.seconds ||
    left.leap - right.leap ||
    (left.fraction < right.fraction ? -1 : left.fraction > right.fraction ? 1 : 0)
  );
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days of the proleptic Gregorian calendar since 1970-01-01. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  // `Date.UTC` takes years 0 to 99 for 1900 to 1999; the calendar repeats every 400 years of 146097 days.
  return Date.UTC(year + 400, month - 1, day) / (DAY * 1000) - 146_097;
}

/** True when `seconds` is midnight of the first day of a month in UTC. */
function endsMonth(seconds: number): boolean {
  return seconds % DAY === 0 && new Date(seconds * 1000).getUTCDate() === 1;
}
