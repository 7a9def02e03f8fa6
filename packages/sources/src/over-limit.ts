import { formatBytes } from "./format-bytes.js";
import { SourceFailure } from "./source-failure.js";
import type { SourceLimits } from "./source-limits.js";

/** The limits that are about size. */
type SizeLimit = "downloadBytes" | "extractedBytes" | "entries";

/**
 * What is beyond a limit of size.
 *
 * @param what With a verb, before the amount: `the archive has more than`.
 * @param less What to try instead of more.
 * @param amount What a message says was allowed; a limit can allow a share of itself.
 */
export function tooLarge<Limit extends SizeLimit>(
  what: string,
  limit: Limit,
  { [limit]: allowed }: Pick<SourceLimits, Limit>,
  less: string,
  amount: string = limit === "entries" ? `${allowed} entries` : formatBytes(allowed),
): SourceFailure {
  return overLimit("source-too-large", `${what} ${amount}`, less, limit, allowed);
}

/** What took longer than a limit of time, in ms. */
export function tookTooLong<Limit extends "gitTimeoutMs" | "httpTimeoutMs">(
  what: string,
  limit: Limit,
  { [limit]: allowed }: Pick<SourceLimits, Limit>,
): SourceFailure {
  return overLimit("source-timeout", `${what} ${allowed / 1000} s`, "try again", limit, allowed);
}

/** Every such failure names the limit, as its option is called, and the value that it had. */
function overLimit(
  code: "source-too-large" | "source-timeout",
  reason: string,
  advice: string,
  limit: keyof SourceLimits,
  allowed: number,
): SourceFailure {
  return new SourceFailure(code, reason, `${advice}, or raise limits.${limit}`, { details: { limit, allowed } });
}
