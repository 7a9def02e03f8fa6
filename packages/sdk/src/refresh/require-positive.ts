/** @throws {RangeError} that names the first of the durations, in ms, which is given and not a positive number. */
export function requirePositive(durations: Readonly<Record<string, number | undefined>>): void {
  for (const [name, duration] of Object.entries(durations)) {
    if (duration === undefined || (duration > 0 && Number.isFinite(duration))) continue;
    throw new RangeError(`${name} must be a positive number of milliseconds, not ${duration}`);
  }
}
