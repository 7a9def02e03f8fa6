/** A file on a web server that is a source. */
export interface HttpSource {
  readonly kind: "archive" | "snapshot";
  /** `https://…`, or `http://…` of this machine, with the user information as it was given. May be a secret, its query too. */
  readonly url: string;
  /** The source as given, credentials removed. */
  readonly name: string;
}
