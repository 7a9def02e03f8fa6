/**
 * The workspace path that a relative URI path names from the file at `from`, or
 * `undefined` when it leaves the workspace. An absolute path names the file
 * system of whoever reads it, so it leaves too.
 */
export function workspacePathFrom(from: string, relative: string): string | undefined {
  if (relative.startsWith("/")) return undefined;
  const segments = from.split("/").slice(0, -1);
  for (const segment of relative.split("/")) {
    if (segment === "." || segment === "") continue;
    if (segment !== "..") segments.push(decoded(segment));
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}

/** The base URI of the workspace file at `path`, for resolving what it refers to. */
export function workspaceUri(path: string): string {
  return WORKSPACE + path.replaceAll("%", "%25").replaceAll("#", "%23").replaceAll("?", "%3F");
}

/** True for a URI that {@link workspaceUri} made, or one resolved from it. */
export function isWorkspaceUri(uri: string): boolean {
  return uri.startsWith(WORKSPACE);
}

const WORKSPACE = "workspace:///";

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
