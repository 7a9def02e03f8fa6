import { isAbsolute, join, relative, sep } from "node:path";

/**
 * The path of a workspace file as tools around a repository want it: relative to
 * the current directory, with `/`. `undefined` when the file lies elsewhere.
 */
export function repositoryPath(path: string, workspaceRoot: string | undefined, cwd: string): string | undefined {
  if (workspaceRoot === undefined) return undefined;
  const fromHere = relative(cwd, join(workspaceRoot, path));
  if (fromHere === ".." || fromHere.startsWith(`..${sep}`) || isAbsolute(fromHere)) return undefined;
  return fromHere.split(sep).join("/");
}
