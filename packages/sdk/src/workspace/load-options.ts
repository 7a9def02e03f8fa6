import { resolve } from "node:path";
import {
  callable,
  filledText,
  flag,
  oneOf,
  optionGroup,
  readOptions,
  wholeNumber,
  type Given,
  type OptionReaders,
} from "@rototo/core/options";
import type { Instant } from "@rototo/core/queries";
import { sourceLimitReaders, sourceOptionReaders, type SourceLimits, type SourceOptions } from "@rototo/sources";
import { recordOptions, type RecordOptions } from "../records/record-options.js";
import type { PrepareLimits, PrepareOptions } from "../version/prepare-version.js";

/** How to load a workspace. */
export interface LoadOptions
  extends Omit<SourceOptions, "onProgress" | "tests" | "limits">, Omit<PrepareOptions, "limits"> {
  /** What to change of the default limits. */
  readonly limits?: Partial<SourceLimits & PrepareLimits> | undefined;
  /**
   * What a relative directory is relative to.
   *
   * @defaultValue the process's working directory
   */
  readonly cwd?: string | undefined;
  /**
   * Where records of evaluations go.
   *
   * @defaultValue nothing is recorded
   */
  readonly records?: RecordOptions | undefined;
  /**
   * The current instant, in ms since 1970 or as a `Date`.
   *
   * @defaultValue `Date.now`
   */
  readonly now?: (() => Instant) | undefined;
}

const { onProgress: _onProgress, tests: _tests, ...ofSources } = sourceOptionReaders;

/** How each option is read. */
export const loadOptionReaders: OptionReaders<LoadOptions> = {
  ...ofSources,
  limits: optionGroup<SourceLimits & PrepareLimits>({ ...sourceLimitReaders, customLintTotalMs: wholeNumber(1) }),
  // Relative to `cwd`, as everything here that is a path.
  gitStore: filledText,
  lint: oneOf("reject", "skip"),
  customLint: flag,
  cwd: filledText,
  records: recordOptions,
  now: callable,
};

/**
 * The options with `cwd`, which is `directory` where they have none, and absolute paths.
 *
 * @throws TypeError or RangeError that names the option which is wrong.
 */
export function readLoadOptions(what: string, options: LoadOptions | undefined, directory: string): Given<LoadOptions> {
  return withAbsoluteStore(readOptions(what, options, loadOptionReaders), directory);
}

/** The same options with `cwd`, and with `gitStore` as an absolute path. */
export function withAbsoluteStore<Options extends Given<Pick<LoadOptions, "cwd" | "gitStore">>>(
  options: Options,
  directory: string,
): Options & { readonly cwd: string } {
  const { cwd = directory, gitStore } = options;
  return { ...options, cwd, ...(gitStore !== undefined && { gitStore: resolve(cwd, gitStore) }) };
}
