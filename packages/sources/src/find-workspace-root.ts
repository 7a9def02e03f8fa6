import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { MANIFEST_PATH } from "@rototo/core/documents";

/** The nearest directory with a manifest, from `from` upwards; `undefined` when there is none. Absolute. */
export function findWorkspaceRoot(from: string): string | undefined {
  let directory = resolve(from);
  for (;;) {
    if (isFile(join(directory, MANIFEST_PATH))) return directory;
    const parent = dirname(directory);
    if (parent === directory) return undefined;
    directory = parent;
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // Missing, below a file, or behind a directory that may not be entered: no manifest that could be loaded.
    return false;
  }
}
