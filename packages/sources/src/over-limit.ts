import type { SourceLimits } from "./source-limits.js";
import { SourceFailure } from "./source-failure.js";
import { formatBytes } from "./format-bytes.js";

/** What is beyond one of its limits; `allowed` is in the unit of the limit. */
export function tooLarge(
  what: string,
  limit: keyof Pick<SourceLimits, "downloadBytes" | "extractedBytes" | "entries">,
  allowed: number,
  less = "pack the workspace only",
): SourceFailure {
  const amount = limit === "entries" ? `${allowed} entries` : formatBytes(allowed);
  return new SourceFailure("source-too-large", `${what} ${amount}`, `${less}, or raise ${limit}`, {
    details: { limit, allowed },
  });
}
