import { SourceFailure } from "../source-failure.js";

/** What proves to a server who asks. */
export interface HttpCredential {
  /** The header's value: a secret. */
  readonly authorization: string;
  /** What to call it in a message. */
  readonly description: "the bearer token" | "the user name and password of the URL";
}

/**
 * The credential for a file: the token, or else what stands before the `@` in
 * its URL, as Basic authentication (RFC 7617). White space around a token is
 * what reading it from a file leaves, and goes.
 *
 * @throws {SourceFailure} `source-invalid` when a header cannot carry it.
 */
export function httpCredential(url: URL, token: string | undefined): HttpCredential | undefined {
  const trimmed = token?.trim() ?? "";
  if (trimmed !== "") {
    if (!/^[\x21-\x7e]+$/.test(trimmed)) throw unusable("the token holds white space or characters beyond ASCII");
    return { authorization: `Bearer ${trimmed}`, description: "the bearer token" };
  }
  if (url.username === "" && url.password === "") return undefined;
  return { authorization: basic(url), description: "the user name and password of the URL" };
}

/** `Basic …` from the user information of a URL. */
function basic({ username, password }: URL): string {
  let text: string;
  try {
    text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    // Not as the cause: its message could quote the password.
    throw unusable("the user name or password in the URL is not percent-encoded as it should be");
  }
  return `Basic ${Buffer.from(text, "utf8").toString("base64")}`;
}

function unusable(reason: string): SourceFailure {
  return new SourceFailure("source-invalid", reason, "check where it comes from");
}
