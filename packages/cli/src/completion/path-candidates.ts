import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Candidate, CompletionWorld } from "./candidate.js";

/**
 * Files and directories, or directories alone, that begin with `current`.
 * Directories end with a slash. Names that a shell would split are left out, and
 * hidden ones unless they are asked for.
 */
export function pathCandidates(
  current: string,
  wanted: "files" | "directories",
  { cwd, home }: Pick<CompletionWorld, "cwd" | "home">,
): Candidate[] {
  const folder = current.slice(0, current.lastIndexOf("/") + 1);
  const start = current.slice(folder.length);
  const absolute = home !== undefined && folder.startsWith("~/") ? join(home, folder.slice(2)) : resolve(cwd, folder);
  return entriesOf(absolute)
    .filter(({ name }) => name.startsWith(start) && (start !== "" || !name.startsWith(".")) && /^[\w.@+-]+$/.test(name))
    .flatMap((entry) => {
      if (entry.isDirectory) return [{ text: `${folder}${entry.name}/`, description: "" }];
      return wanted === "files" ? [{ text: folder + entry.name, description: "" }] : [];
    });
}

function entriesOf(absolute: string): { name: string; isDirectory: boolean }[] {
  try {
    return readdirSync(absolute, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch {
    // No such directory, or none that may be listed: nothing to offer.
    return [];
  }
}
