/** What a ref may stand for, as full names, in the order in which they count: a branch before a tag. */
export function refNames(ref: string | undefined): readonly string[] {
  if (ref === undefined || ref === "HEAD") return ["HEAD"];
  return ref.startsWith("refs/") ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
}
