const UNITS = ["bytes", "KiB", "MiB", "GiB"] as const;

/** `50 MiB`: a size for a person to read. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${Number(value.toFixed(1))} ${UNITS[unit] ?? ""}`;
}
