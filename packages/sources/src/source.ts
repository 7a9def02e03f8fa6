/** A directory on this machine. */
export interface LocalSource {
  /** Which kind of source it is. */
  readonly kind: "local";
  /** Absolute path, not yet looked at. */
  readonly directory: string;
}

/** A directory of a Git repository, at a branch, tag or commit. */
export interface GitSource {
  /** Which kind of source it is. */
  readonly kind: "git";
  /** For git itself: `https://…`, `ssh://…` or `file://…`, with the user information as it was given. May be a secret. */
  readonly url: string;
  /** How the repository is reached. */
  readonly transport: "https" | "ssh" | "file";
  /**
   * A branch or tag by its short name, a full name that begins with `refs/`, or a full commit id in lower case;
   * `undefined` for what the repository calls its HEAD.
   */
  readonly ref: string | undefined;
  /** From the root of the repository, with `/`; empty for the root itself. */
  readonly subdirectory: string;
  /** The source as given, credentials removed. */
  readonly name: string;
}

/** A gzip-compressed tar archive on a web server. */
export interface ArchiveSource {
  /** Which kind of source it is. */
  readonly kind: "archive";
  /** An `https://` URL, or an `http://` one of this machine, without fragment, with the user information as it was given. May be a secret, its query too. */
  readonly url: string;
  /** From the top of the archive, with `/`; `undefined` for where the manifest is. */
  readonly subdirectory: string | undefined;
  /** The source as given, credentials removed. */
  readonly name: string;
}

/** A snapshot that `rototo build` wrote, in a file or on a web server. */
export interface SnapshotSource {
  /** Which kind of source it is. */
  readonly kind: "snapshot";
  /** `file:///…`, or a URL as for an archive. */
  readonly url: string;
  /** The absolute path of the file, or the source as given, credentials removed. */
  readonly name: string;
}

/** Where a workspace lives: checked for its form, not yet reached. Holds one member per adapter. */
export type Source = LocalSource | GitSource | ArchiveSource | SnapshotSource;
