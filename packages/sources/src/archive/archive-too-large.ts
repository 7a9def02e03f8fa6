import type { SourceLimits } from "../source-limits.js";
import { ArchiveFailure } from "./archive-failure.js";
import { formatBytes } from "./format-bytes.js";

/** An archive beyond one of its limits; `allowed` is in the unit of the limit. */
export function tooLarge(
  what: string,
  limit: keyof Pick<SourceLimits, "downloadBytes" | "extractedBytes" | "entries">,
  allowed: number,
): ArchiveFailure {
  const amount = limit === "entries" ? `${allowed} entries` : formatBytes(allowed);
  return new ArchiveFailure("source-too-large", `${what} ${amount}`, `pack the workspace only, or raise ${limit}`, {
    details: { limit, allowed },
  });
}
