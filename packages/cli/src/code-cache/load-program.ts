import nodeModule, { createRequire } from "node:module";
import { join } from "node:path";
import type * as program from "../program.js";
import { ChunkCache } from "./chunk-cache.js";
import { ownCacheDirectory } from "./own-cache-directory.js";

/** What the build makes of `program.ts`, beside this. */
type Program = typeof program;

const PROGRAM = join(__dirname, "program.cjs");

/**
 * Loads the program, and keeps what the engine makes of its code from one call to the next, so
 * that it starts sooner: with Node's own cache where it has one, from Node 22.
 * `NODE_DISABLE_COMPILE_CACHE` turns it off; where there is no directory for it, there is no cache.
 */
export function loadProgram(): Program {
  const require = createRequire(PROGRAM);
  const directory = process.env["NODE_DISABLE_COMPILE_CACHE"] ? undefined : ownCacheDirectory();
  // The types are those of the oldest Node.
  const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: (directory: string) => unknown };
  if (directory !== undefined && enableCompileCache === undefined) {
    const chunks = new ChunkCache(directory, require);
    process.on("exit", () => chunks.keepFresh());
    return chunks.load(PROGRAM) as Program;
  }
  if (directory !== undefined) enableCompileCache?.(directory);
  return require(PROGRAM) as Program;
}
