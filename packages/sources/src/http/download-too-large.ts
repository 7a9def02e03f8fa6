import type { SourceFailure } from "../source-failure.js";
import type { SourceLimits } from "../source-limits.js";
import { tooLarge } from "../over-limit.js";
import type { HttpSource } from "./http-source.js";

const LESS: Readonly<Record<HttpSource["kind"], string>> = {
  archive: "pack the workspace only",
  snapshot: "build one of a smaller workspace",
};

/** The failure for a file beyond what may be downloaded. */
export function downloadTooLarge(kind: HttpSource["kind"], limits: SourceLimits): SourceFailure {
  return tooLarge(`the ${kind} to download is larger than`, "downloadBytes", limits, LESS[kind]);
}
