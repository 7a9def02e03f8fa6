import { documentKind, isDocumentFolder, type Documents } from "@rototo/core/documents";

/** Which paths of a workspace, relative to it, a load reads. */
export interface DocumentSelection {
  /** True for the path of a document. */
  readonly isFile: (path: string) => boolean;
  /** True for a folder, the workspace itself included, whose direct children can be documents. */
  readonly isFolder: (path: string) => boolean;
}

/** Editors and systems put files of such names beside those of people: `.#x.toml`, `._x.toml`. */
const HIDDEN = /(?:^|\/)\./;

const TESTS = /^tests(?:\/|$)/;

/** The documents of a workspace; those of its folder `tests/` only when `tests` is true. */
export function selectDocuments(tests = false): DocumentSelection {
  const isPassedOver = (path: string): boolean => HIDDEN.test(path) || (!tests && TESTS.test(path));
  return {
    isFile: (path) => !isPassedOver(path) && documentKind(path) !== undefined,
    isFolder: (path) => !isPassedOver(path) && isDocumentFolder(path),
  };
}

/** The same documents, without those of `tests/`: what answers, and so what a version is. */
export function withoutTests(documents: Documents): Documents {
  return new Map([...documents].filter(([path]) => !isOfTests(path)));
}

/** True for a path that {@link withoutTests} leaves out. */
export function isOfTests(path: string): boolean {
  return TESTS.test(path);
}
