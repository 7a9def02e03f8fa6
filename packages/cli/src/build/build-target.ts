import { resolve } from "node:path";
import { usageError } from "../failure/command-error.js";
import type { Invocation } from "../arguments/command.js";

/** What a build writes, and where. */
export interface BuildTarget {
  readonly format: BuildFormat;
  /** Absolute; `undefined` for standard output. */
  readonly path: string | undefined;
}

export const BUILD_FORMATS = ["json", "esm"] as const;

export type BuildFormat = (typeof BUILD_FORMATS)[number];

/** What the name of a file must end with, so that whoever is given it knows what it is. */
const ENDINGS: Readonly<Record<BuildFormat, readonly string[]>> = { json: [".snapshot.json"], esm: [".mjs", ".js"] };

/** @throws {CommandError} `usage` */
export function readBuildTarget({ arguments: given, output, session }: Invocation): BuildTarget {
  const help = "see rototo build --help";
  const format = BUILD_FORMATS.find((known) => known === given.text("format")) ?? "json";
  const out = given.text("out");
  if (out === undefined) throw usageError("--out FILE is missing: the file to write", { help });
  if (out === "-") {
    if (output.json) throw usageError("--json and --out - exclude each other: both print on standard output", { help });
    return { format, path: undefined };
  }
  if (!ENDINGS[format].some((ending) => out.endsWith(ending))) {
    const fitting = BUILD_FORMATS.find((other) => ENDINGS[other].some((ending) => out.endsWith(ending)));
    throw usageError(`--out ${out}: the name of ${DESCRIBED[format]} ends with ${ENDINGS[format].join(" or ")}`, {
      help: fitting === undefined ? help : `or write ${DESCRIBED[fitting]} with --format ${fitting}`,
    });
  }
  return { format, path: resolve(session.cwd, out) };
}

const DESCRIBED: Readonly<Record<BuildFormat, string>> = { json: "a JSON snapshot", esm: "an ES module" };

/** Where TypeScript looks for the types of the module at `path`. */
export function declarationsPath(path: string): string {
  return path.replace(/\.(m?)js$/, ".d.$1ts");
}
