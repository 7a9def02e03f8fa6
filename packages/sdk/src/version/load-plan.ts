import { loadSource, parseSource, probeSource, type Source, type SourceOptions } from "@rototo/sources";
import type { PrepareOptions } from "./prepare-version.js";
import type { WorkspaceSource } from "./workspace-source.js";

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
export function planLoad(source: string, given: PlannedOptions, snapshot = false): LoadPlan {
  const options = Object.fromEntries(
    Object.entries(GOES_ALONG).flatMap(([name, goes]) => {
      const value: unknown = given[name as keyof PlannedOptions];
      return goes && value !== undefined ? [[name, value]] : [];
    }),
  );
  return { source: parseSource(source, { cwd: given.cwd ?? process.cwd() }), options, snapshot };
}

/** The source of a plan, in the form that applications give theirs. */
export function sourceOfPlan({ source, options }: LoadPlan): WorkspaceSource {
  const { customLint: _customLint, lint: _lint, limits = {}, ...rest } = options;
  const { customLintTotalMs: _customLintTotalMs, ...sourceLimits } = limits;
  const sourceOptions = { ...rest, limits: sourceLimits };
  const load: WorkspaceSource["load"] = (signal) => loadSource(source, { ...sourceOptions, signal });
  // Files on this machine are read whole to be probed: that is no cheaper than loading them.
  if (source.kind === "local") return { name: source.directory, load };
  if (source.kind === "snapshot" && source.url.startsWith("file:")) return { name: source.name, load };
  return {
    name: source.name,
    load,
    probe: (fingerprint, signal) => probeSource(source, fingerprint, { ...sourceOptions, signal }),
  };
}
