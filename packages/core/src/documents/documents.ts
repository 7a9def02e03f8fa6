/**
 * The text of a workspace file, or why it has none. A source adapter never
 * fails on one bad file: lint reports it beside everything else.
 */
export type Document = string | UnreadableDocument;

/** A file that belongs to the workspace but could not become text. */
export interface UnreadableDocument {
  /**
   * `encoding`: not valid UTF-8. `unsafe-link`: a symbolic link whose target is
   * outside the workspace. `not-a-file`: a directory or device under a file's
   * name. `denied`: no permission to read it. `broken-link`: the target is gone.
   */
  readonly unreadable: "encoding" | "unsafe-link" | "broken-link" | "not-a-file" | "denied";
}

/** What to tell a person about each reason. */
export const UNREADABLE_WORDS: Readonly<Record<UnreadableDocument["unreadable"], string>> = {
  encoding: "not valid UTF-8",
  "unsafe-link": "a symbolic link that leaves the workspace",
  "broken-link": "a symbolic link whose target does not exist",
  "not-a-file": "not a regular file",
  denied: "no permission to read it",
};

/**
 * The files of one workspace version: workspace-relative path, always with `/`,
 * to content. Every source produces this, and nothing downstream knows where it
 * came from. Files that {@link documentKind} does not know are ignored.
 */
export type Documents = ReadonlyMap<string, Document>;

/** Documents from a plain record, for tests and tools that hold files in memory. */
export function createDocuments(files: Readonly<Record<string, Document>>): Documents {
  return new Map(Object.entries(files));
}
