import { usageError } from "../failure/command-error.js";

const RFC3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d(?:\.\d+)?)([Zz]|[+-]\d\d:\d\d)$/;

/**
 * The instant of an RFC 3339 timestamp such as `2026-05-29T12:00:00Z`, in
 * milliseconds since the epoch.
 *
 * @throws {CommandError} `usage`
 */
export function readInstant(text: string): number {
  const [, day, time, offset] = RFC3339.exec(text) ?? [];
  const instant = Date.parse(`${day}T${time}${offset?.toUpperCase()}`);
  // `Date.parse` takes 30 February for 2 March.
  const isRealDay = day !== undefined && dayOf(Date.parse(`${day}T00:00:00Z`)) === day;
  if (Number.isNaN(instant) || !isRealDay) {
    throw usageError(`--now ${JSON.stringify(text)} is no RFC 3339 timestamp`, {
      help: "write it as 2026-05-29T12:00:00Z",
    });
  }
  return instant;
}

function dayOf(instant: number): string | undefined {
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString().slice(0, "YYYY-MM-DD".length);
}
