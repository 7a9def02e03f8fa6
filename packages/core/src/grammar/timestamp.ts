const RFC_3339 =
  /^((\d{4}-\d\d-(\d\d))T(?:[01]\d|2[0-3]):[0-5]\d:)([0-5]\d|60)(?:\.(?=\d)(\d*[1-9])?0*)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Makes milliseconds since 1970 positive, and all of them as long, for the years 0 to 9999 and their offsets. */
const KEY_BASE = 2e15;

/**
 * Reads an RFC 3339 timestamp as a key: the code-unit order of keys is the order of
 * the instants, kept exact, leap seconds in their place. `undefined` when `text` is
 * not date, `T` or `t`, time with any number of decimals, and `Z`, `z` or an offset.
 * The calendar is checked; second 60 is accepted only where a leap second can be, as
 * the last second of a month in UTC.
 */
export function parseTimestamp(text: string): string | undefined {
  const match = RFC_3339.exec(text.toUpperCase());
  if (match === null) return undefined;
  const [, minute = "", date = "", day, second, fraction = "", zone = ""] = match;
  const minuteStart = Date.parse(minute + "00" + zone);
  // 30 February is no date in some engines, and a day of March in others.
  if (new Date(date).getUTCDate() !== Number(day)) return undefined;
  if (second === "60" && !new Date(minuteStart + 60_000).toISOString().includes("-01T00:00")) return undefined;
  return `${KEY_BASE + minuteStart} ${second}.${fraction}`;
}
