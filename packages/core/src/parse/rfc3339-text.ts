/**
 * A TOML date or time in the words of RFC 3339: `T` between date and time, upper
 * case, seconds always written, nothing rounded.
 */
export function rfc3339Text(written: string): string {
  return written
    .toUpperCase()
    .replace(/^(\d{4}-\d{2}-\d{2}) /, "$1T")
    .replace(/(^|T)(\d{2}:\d{2})(?=$|Z|[+-])/, "$1$2:00");
}
