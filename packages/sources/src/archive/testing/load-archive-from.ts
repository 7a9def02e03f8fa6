import { RototoError } from "@rototo/core";
import type { LoadedDocuments, ProbeResult } from "../../loaded-source.js";
import type { ArchiveSource } from "../../source.js";
import type { SourceOptions } from "../../source-options.js";
import { archiveAdapter } from "../archive-adapter.js";
import { testAuthority } from "@rototo/test-support/test-authority";

/** The source for `url`, which holds no credential. */
export function archiveSource(url: string, subdirectory?: string): ArchiveSource {
  return { kind: "archive", url, subdirectory, name: url.replace(/\?.*/, "") };
}

/** Loads with trust in the test's authority. */
export function loadArchiveFrom(
  url: string,
  options: SourceOptions = {},
  subdirectory?: string,
): Promise<LoadedDocuments> {
  return archiveAdapter.load(archiveSource(url, subdirectory), withAuthority(options));
}

export function probeArchiveAt(url: string, fingerprint: string, options: SourceOptions = {}): Promise<ProbeResult> {
  return archiveAdapter.probe(archiveSource(url), fingerprint, withAuthority(options));
}

/** The error of a load that must fail. */
export async function archiveRefusal(
  url: string,
  options: SourceOptions = {},
  subdirectory?: string,
): Promise<RototoError> {
  try {
    await loadArchiveFrom(url, options, subdirectory);
  } catch (error) {
    if (error instanceof RototoError) return error;
    throw error;
  }
  throw new Error(`${url} was loaded`);
}

function withAuthority(options: SourceOptions): SourceOptions {
  return { certificateAuthorities: testAuthority().authority, ...options };
}
