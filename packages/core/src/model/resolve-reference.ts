/** What a relative path in a workspace file names. */
export type Reference =
  | { readonly kind: "inside"; readonly path: string }
  /** Absolute, with a backslash or a NUL, or above the root. */
  | { readonly kind: "outside" };

/** Resolves `written`, found in the file at `from`, to a workspace-relative path. Pure text: no file is looked at. */
export function resolveReference(from: string, written: string): Reference {
  if (written.startsWith("/") || /[\\\0]|^[A-Za-z][A-Za-z0-9+.-]*:/.test(written)) return { kind: "outside" };
  const parts = from.split("/").slice(0, -1);
  for (const part of written.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return { kind: "outside" };
  }
  return { kind: "inside", path: parts.join("/") };
}
