import { isDocumentFolder, MANIFEST_PATH } from "@rototo/core/documents";
import { closestName } from "@rototo/core/resolve";
import { SourceFailure } from "../source-failure.js";
import type { ArchiveLayout } from "./archive-layout.js";

/**
 * The directory of the workspace in an archive that was read whole; empty for
 * the top. Without a wanted directory it is the one with the manifest: the top,
 * or the single top-level directory; where the archive has no manifest at all, the
 * one where it should be, for lint to say so. A wanted directory counts from the top
 * or, when it is not there, from the single top-level directory.
 *
 * @throws {SourceFailure} `workspace-not-found`
 */
export function findArchiveRoot(layout: ArchiveLayout, wanted: string | undefined): string {
  const found = wanted === undefined ? layout.rootsWithManifest : layout.roots;
  if (found.has(wanted ?? "")) return wanted ?? "";
  const [top, ...otherTops] = layout.topDirectories;
  if (top !== undefined && otherTops.length === 0) {
    const wrapped = wanted === undefined || wanted === "" ? top : `${top}/${wanted}`;
    if (found.has(wrapped)) return wrapped;
  }
  if (wanted !== undefined) throw noDirectory(layout, wanted);
  if (layout.manifestDirectories.length > 0) throw noManifest(layout);
  return top === undefined || otherTops.length > 0 || isDocumentFolder(top) ? "" : top;
}

function noManifest(layout: ArchiveLayout): SourceFailure {
  const tops = layout.topDirectories.size;
  const reason =
    layout.rootsWithManifest.size > 0
      ? `it has ${tops} top-level directories, so that it is not clear which one is the workspace`
      : `there is no ${MANIFEST_PATH} at the top of the archive or in a single top-level directory`;
  return notFound(reason, layout.manifestDirectories);
}

function noDirectory(layout: ArchiveLayout, wanted: string): SourceFailure {
  const near = closestName(wanted, layout.manifestDirectories);
  const reason = `the archive has no directory ${JSON.stringify(wanted)}`;
  return notFound(reason, near === undefined ? layout.manifestDirectories : [near]);
}

function notFound(reason: string, candidates: readonly string[]): SourceFailure {
  const named = candidates.filter((directory) => directory !== "");
  const advice =
    named.length > 0
      ? `name the directory behind #:, such as ${named.map((directory) => JSON.stringify(`#:${directory}`)).join(" or ")}`
      : "name a directory of the archive behind #:";
  return new SourceFailure("workspace-not-found", reason, advice, { details: { nearMatches: named } });
}
