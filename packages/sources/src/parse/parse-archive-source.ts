import { removeCredentials } from "../remove-credentials.js";
import type { ArchiveSource } from "../source.js";
import { decodeFragment } from "./decode-fragment.js";
import { parseSubdirectory } from "./parse-subdirectory.js";
import { refuseSource } from "./refuse-source.js";

/**
 * Reads `https://…` with `#:subdirectory`.
 *
 * @throws {RototoError} `source-invalid`.
 */
export function parseArchiveSource(text: string): ArchiveSource {
  const { address, fragment } = decodeFragment(text);
  if (fragment !== undefined && !fragment.startsWith(":")) {
    throw refuseSource(text, "an archive has no refs: write #:subdirectory, or git+https:// for a repository");
  }
  if (!/^https:\/\/[^\\/]/i.test(address) || !URL.canParse(address)) {
    throw refuseSource(text, "not a URL: write it as https://host/path.tar.gz");
  }
  const url = new URL(address);
  if (url.pathname.endsWith(".snapshot.json")) {
    throw refuseSource(text, "this version reads no snapshots: give the workspace itself");
  }
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
