import { parseSource, type Source, type SourceOptions } from "@rototo/sources";
import type { PrepareOptions } from "./prepare-version.js";

/** The options of a load, whoever gives them. `cwd` is what a relative directory is relative to. */
export type PlannedOptions = SourceOptions & PrepareOptions & { readonly cwd?: string };

/**
 * Whether an option goes with the plan to wherever versions are loaded. A new one that
 * is not listed here does not compile. What stays behind is used up in making the plan,
 * is given to each load anew, or is for tools.
 */
const GOES_ALONG = {
  token: true,
  limits: true,
  certificateAuthorities: true,
  gitStore: true,
  customLint: true,
  lint: true,
  cwd: false,
  signal: false,
  onProgress: false,
  tests: false,
} as const satisfies Readonly<Record<keyof PlannedOptions, boolean>>;

type Along = {
  [Name in keyof PlannedOptions]: (typeof GOES_ALONG)[Name] extends true ? Name : never;
}[keyof PlannedOptions];

/** What to load, and how: plain data, which crosses threads as it is and by which equal loads are known. */
export interface LoadPlan {
  readonly source: Source;
  readonly options: Pick<PlannedOptions, NonNullable<Along>>;
  /** Whether to write each version as a snapshot, too. */
  readonly snapshot: boolean;
}

/**
 * Makes the plan for a source of rototo's. Does no I/O.
 *
 * @throws {RototoError} `source-invalid`
 */
export function planLoad(source: string, given: PlannedOptions, snapshot: boolean): LoadPlan {
  const options = Object.fromEntries(
    Object.entries(GOES_ALONG).flatMap(([name, goes]) => {
      const value: unknown = given[name as keyof PlannedOptions];
      return goes && value !== undefined ? [[name, value]] : [];
    }),
  );
  return { source: parseSource(source, { cwd: given.cwd ?? process.cwd() }), options, snapshot };
}
