import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { RototoError } from "@rototo/core/resolve";
import { parseWebSource } from "./parse/parse-web-source.js";
import { parseGitSource } from "./parse/parse-git-source.js";
import { isSnapshotName } from "./parse/snapshot-name.js";
import { refuseSource } from "./parse/refuse-source.js";
import { beginsWithUser } from "./remove-credentials.js";
import type { LocalSource, SnapshotSource, Source } from "./source.js";

/** What a relative path is relative to. */
export interface ParseSourceOptions {
  /** What a relative path is relative to; absolute. */
  readonly cwd: string;
}

/** At least two characters, so that `C:\config` is a path. */
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]+):/;

/** `git@host:team/config.git`: what git itself takes for an ssh address. */
const SSH_SHORTHAND = /^[^/\\:@\s]+@[^/\\:@\s]+:/;

/** A quote or blank in front, as a wrong escape in a shell or a settings file leaves it. */
const WRAPPED = /^["'`\s]/;

/** An address with something before its scheme, or without one. A directory's name is seldom so. */
const ADDRESS_IN_PART = /:\/\/|^\/\/[^/]*@/;

/**
 * Says what kind of source `text` is, without touching disk or network.
 *
 * @throws {RototoError} `source-invalid`, with the way out in the message and the
 *   source, credentials removed, in `details.source`.
 */
export function parseSource(text: string, { cwd }: ParseSourceOptions): Source {
  if (text === "") throw refuseSource(text, "the source is empty: give a directory");
  if (/[\0\r\n]/.test(text)) throw refuseSource(text, "a source must hold no NUL and no line break");
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined) return parseUrl(text, scheme);
  if (WRAPPED.test(text)) {
    throw refuseSource(
      text,
      "it begins with a quote or a blank: take it away, or write a directory of that name as ./…",
    );
  }
  if (SSH_SHORTHAND.test(text)) {
    throw refuseSource(text, "write ssh repositories as git+ssh://user@host/path");
  }
  if (ADDRESS_IN_PART.test(text) || beginsWithUser(text)) {
    throw refuseSource(text, "an address begins with its scheme, such as https://: nothing stands before that");
  }
  if (/^~(?:[/\\]|$)/.test(text)) {
    throw refuseSource(text, "the shell did not expand ~: write $HOME, or a directory of that name as ./~");
  }
  return localSource(resolve(cwd, text));
}

function parseUrl(text: string, scheme: string): Source {
  switch (scheme) {
    case "file":
      return localSource(fileUrlPath(text));
    case "git+https":
      return parseGitSource(text, "https");
    case "git+ssh":
      return parseGitSource(text, "ssh");
    case "git+file":
      return parseGitSource(text, "file");
    case "https":
    case "http":
      return parseWebSource(text);
    case "git+http":
      throw refuseSource(text, "git+http:// can be altered on the way: use git+https://");
    case "git":
      throw refuseSource(text, "git:// can be altered on the way: use git+https:// or git+ssh://");
    case "ssh":
      throw refuseSource(text, "write ssh sources as git+ssh://");
    default:
      throw refuseSource(
        text,
        `unknown scheme ${scheme}: there are file:, https:, git+https:, git+ssh: and git+file:; write a directory of that name as ./${scheme}:…`,
      );
  }
}

function localSource(path: string): LocalSource | SnapshotSource {
  return isSnapshotName(path)
    ? { kind: "snapshot", url: pathToFileURL(path).href, name: path }
    : { kind: "local", directory: path };
}

function fileUrlPath(text: string): string {
  if (!/^file:\/\//i.test(text)) throw refuseSource(text, "write file URLs as file:///absolute/path");
  if (text.includes("#"))
    throw refuseSource(text, "a file:// source takes no #fragment: put the directory into the path");
  if (text.includes("?")) throw refuseSource(text, "a file:// source takes no ?query");
  if (text.includes("://", "file://".length)) throw refuseSource(text, "there is another address in the file URL");
  let directory: string;
  try {
    const url = new URL(text);
    if (url.host !== "") throw refuseSource(text, "a file:// source names no host: write file:///absolute/path");
    directory = fileURLToPath(url);
  } catch (error) {
    if (error instanceof RototoError) throw error;
    // Node's own error repeats the text.
    throw refuseSource(text, "not a file URL: write file:///absolute/path");
  }
  if (/^file:\/\/(localhost)?\/*$/i.test(text)) throw refuseSource(text, "the file URL names no directory");
  if (/[\0\r\n]/.test(directory)) throw refuseSource(text, "a source must hold no NUL and no line break");
  return directory;
}
