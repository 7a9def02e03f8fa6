/** How much time, data and patience a remote source may take. */
export interface SourceLimits {
  /** For each git command, in ms. */
  readonly gitTimeoutMs: number;
  /** For each HTTP request with everything it answers, in ms. */
  readonly httpTimeoutMs: number;
  /** Of an archive or snapshot as it comes over the network, in bytes. */
  readonly downloadBytes: number;
  /** Of what an archive holds, of the objects that git fetches, and of the documents read from them, each in bytes. */
  readonly extractedBytes: number;
  /** Entries of an archive, or documents of a workspace in Git. */
  readonly entries: number;
  /** One after the other, for an archive or snapshot. */
  readonly redirects: number;
}

const MEBIBYTE = 1024 * 1024;

/** What applies where a caller sets nothing else. */
export const DEFAULT_SOURCE_LIMITS: SourceLimits = {
  gitTimeoutMs: 60_000,
  httpTimeoutMs: 30_000,
  downloadBytes: 50 * MEBIBYTE,
  extractedBytes: 200 * MEBIBYTE,
  entries: 10_000,
  redirects: 5,
};
