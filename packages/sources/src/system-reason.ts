/**
 * Why the system refused something, in the fewest words that can be shown: its code, or the permission that Deno was not
 * given, with the flag. Other messages may hold anything.
 */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.name === "NotCapable" ? error.message : "unknown reason";
}
