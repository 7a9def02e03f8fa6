import { isAbsolute } from "node:path";
import {
  callable,
  durationMs,
  filledText,
  flag,
  optionGroup,
  readOptions,
  signal,
  text,
  wholeNumber,
  type Given,
  type OptionReader,
  type OptionReaders,
} from "@rototo/core/options";
import type { SourceLimits } from "./source-limits.js";

/** How to load and probe a source. */
export interface SourceOptions {
  /** Aborting rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Bearer token for an archive or snapshot; sent to its own origin only. */
  readonly token?: string | undefined;
  /**
   * What to change of the default limits.
   *
   * @defaultValue `DEFAULT_SOURCE_LIMITS`
   */
  readonly limits?: Partial<SourceLimits> | undefined;
  /** Certificates in PEM to trust for archives and snapshots, beside those of Node. Git has its own settings for that. */
  readonly certificateAuthorities?: string | undefined;
  /** A directory, absolute, in which git keeps what it fetched, so that the next load fetches only what is new. */
  readonly gitStore?: string | undefined;
  /** Told what a remote source is doing, for a person to read. Never holds a credential. What it throws is passed over. */
  readonly onProgress?: ((message: string) => void) | undefined;
  /**
   * True reads the workspace's tests, too, as tools do; an application has no use for them.
   *
   * @defaultValue false
   */
  readonly tests?: boolean | undefined;
}

const absolutePath: OptionReader = (value, name) => {
  const path = filledText(value, name) as string;
  if (isAbsolute(path)) return path;
  throw new RangeError(`${name} must be an absolute path`);
};

/** Whoever only listens must neither fail a load nor, by a promise that rejects, end the process. */
const listener: OptionReader = (value, name) => {
  const listen = callable(value, name) as (message: string) => unknown;
  return async (message: string): Promise<void> => {
    try {
      await listen(message);
    } catch {
      // Nobody waits for it who could be told.
    }
  };
};

/** How each limit is read. */
export const sourceLimitReaders: OptionReaders<SourceLimits> = {
  gitTimeoutMs: durationMs,
  httpTimeoutMs: durationMs,
  downloadBytes: wholeNumber(1),
  extractedBytes: wholeNumber(1),
  entries: wholeNumber(1),
  redirects: wholeNumber(0),
};

/** How each option is read, for whoever takes them on to a source. */
export const sourceOptionReaders: OptionReaders<SourceOptions> = {
  signal,
  token: text,
  limits: optionGroup<SourceLimits>(sourceLimitReaders),
  certificateAuthorities: text,
  gitStore: absolutePath,
  onProgress: listener,
  tests: flag,
};

/**
 * The options that a caller of `what` gave, checked.
 *
 * @throws {TypeError} or {RangeError} that names the option.
 */
export function readSourceOptions(what: string, given: SourceOptions | undefined): Given<SourceOptions> {
  return readOptions(what, given, sourceOptionReaders);
}
