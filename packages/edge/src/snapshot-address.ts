import { isSafeAddress } from "@rototo/core/remote";
import { RototoError } from "@rototo/core/resolve";

/** Where a snapshot is, and how it may be named. */
export interface SnapshotAddress {
  readonly url: URL;
  /** The URL without the values of its query, which can be a signature. */
  readonly name: string;
}

/**
 * @throws {RototoError} `source-invalid` for what is not a URL with `https://`, or with `http://` on this machine, and
 *   for one that holds credentials or a fragment. The message does not quote it.
 */
export function readAddress(given: string | URL): SnapshotAddress {
  const text = String(given);
  if (!URL.canParse(text)) throw refuse("it is not a URL: write https://host/path.snapshot.json");
  const url = new URL(text);
  if (!isSafeAddress(url)) throw refuse("it must begin with https://, or with http:// and a name of this machine");
  if (url.username !== "" || url.password !== "") {
    throw refuse("it holds a user name or password, which fetch does not send: give a token");
  }
  if (url.hash !== "") throw refuse("a snapshot is one file: leave out the #fragment");
  return { url, name: url.origin + url.pathname + url.search.replace(/(?<=[?&])[^&]+/g, hideValue) };
}

/** A part without `=` may itself be the secret. */
function hideValue(part: string): string {
  const equals = part.indexOf("=");
  return equals === -1 ? "***" : `${part.slice(0, equals)}=***`;
}

/**
 * The token without the white space that reading it from a file leaves around it; `undefined` when there is none.
 *
 * @throws {RototoError} `source-invalid` when a header cannot carry it.
 */
export function readToken(token: string | undefined): string | undefined {
  const trimmed = token?.trim() ?? "";
  if (trimmed === "") return undefined;
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new RototoError("source-invalid", "the token holds white space or characters beyond ASCII");
}

function refuse(reason: string): RototoError {
  return new RototoError("source-invalid", `the address of the snapshot cannot be used: ${reason}`);
}
