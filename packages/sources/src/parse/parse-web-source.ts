import { isSafeAddress } from "@rototo/core/remote";
import { removeCredentials } from "../remove-credentials.js";
import type { ArchiveSource, SnapshotSource } from "../source.js";
import { decodeFragment } from "./decode-fragment.js";
import { refuseAmbiguousAddress } from "./refuse-ambiguous-address.js";
import { parseSubdirectory } from "./parse-subdirectory.js";
import { isSnapshotName } from "./snapshot-name.js";
import { refuseSource } from "./refuse-source.js";

/**
 * Reads `https://…`, or `http://…` of this machine: a snapshot, or an archive with `#:subdirectory`.
 *
 * @throws {RototoError} `source-invalid`.
 */
export function parseWebSource(text: string): ArchiveSource | SnapshotSource {
  const { address, fragment } = decodeFragment(text);
  const isSnapshot = isSnapshotName(address.split("?", 1)[0] ?? "");
  if (isSnapshot && fragment !== undefined) throw refuseSource(text, "a snapshot is one file: leave out the #fragment");
  if (fragment !== undefined && !fragment.startsWith(":")) {
    throw refuseSource(text, "an archive has no refs: write #:subdirectory, or git+https:// for a repository");
  }
  if (!/^https?:\/\/[^\\/]/i.test(address) || !URL.canParse(address)) {
    throw refuseSource(text, "not a URL: write it as https://host/path.tar.gz");
  }
  refuseAmbiguousAddress(address, text);
  const url = new URL(address);
  if (!isSafeAddress(url)) {
    throw refuseSource(text, "plain http:// can be altered on the way: use https:// for all but this machine");
  }
  if (
    /^(?:www\.)?(?:github|gitlab)\.com$|^bitbucket\.org$/.test(url.hostname) &&
    /^\/[^/]+\/[^/]+\/?$/.test(url.pathname)
  ) {
    throw refuseSource(text, "this is the page of a repository: write git+https:// to have git read it");
  }
  if (isSnapshot) return { kind: "snapshot", url: url.href, name: removeCredentials(text) };
  if (url.pathname === "/" && url.search === "") {
    throw refuseSource(text, "the address names no archive: add its path");
  }
  return {
    kind: "archive",
    url: url.href,
    subdirectory: fragment === undefined ? undefined : parseSubdirectory(fragment.slice(1), text),
    name: removeCredentials(text),
  };
}
