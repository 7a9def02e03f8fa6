import { ownCause } from "../own-cause.js";
import { SourceFailure } from "../source-failure.js";

/** The content is a gzip-compressed tar, but not a sound or whole one. */
export function damagedArchive(reason: string, cause?: unknown): SourceFailure {
  return new SourceFailure("source-unsafe", reason, "build the archive again, with tar -czf, and publish that", {
    ...(cause !== undefined && { cause: ownCause(cause) }),
  });
}

/** The content is something else altogether. */
export function foreignContent(reason: string): SourceFailure {
  return new SourceFailure(
    "source-unsafe",
    reason,
    "give the URL of a .tar.gz, as a download without a browser gets it",
  );
}

/** One entry of the archive cannot be accepted. */
export function unsafeEntry(entry: string, reason: string): SourceFailure {
  // A name may hold anything, line breaks and escape sequences for a terminal included.
  const shown = JSON.stringify(entry.length > LONGEST_SHOWN ? `${entry.slice(0, LONGEST_SHOWN)}…` : entry);
  return new SourceFailure(
    "source-unsafe",
    `the archive's entry ${shown} ${reason}`,
    "build the archive without it: an archive for a workspace holds plain files and directories only",
    { details: { entry } },
  );
}

const LONGEST_SHOWN = 200;
