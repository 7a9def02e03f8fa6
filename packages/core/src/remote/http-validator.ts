/**
 * RFC 9110 section 8.8.3. Not empty, since a server that sends `""` sends it for
 * everything; printable ASCII, so that it can be sent back unchanged.
 */
const ENTITY_TAG = /^(?:W\/)?"[\x20\x21\x23-\x7e]+"$/;

const PREFIX = "http:";

/**
 * A time of modification has no more than seconds, so that the file can change again
 * within the same one. It names a version only once the server's own clock is past it
 * by so many ms.
 */
const SETTLED_MS = 2_000;

/**
 * The fingerprint of the version that a server sends, `http:<etag>` or `http:<last-modified>`, exactly as the server
 * said it; `undefined` when it said neither, or nothing that could be sent back, or a time so recent that another
 * version may get it, too.
 *
 * @param header The value of the header with that name, in lower case; `undefined` when there is none.
 */
export function readValidator(header: (name: string) => string | undefined): string | undefined {
  const etag = header("etag");
  const modified = header("last-modified");
  if (etag !== undefined && ENTITY_TAG.test(etag)) return PREFIX + etag;
  const isSettled = Date.parse(header("date") ?? "") - Date.parse(modified ?? "") >= SETTLED_MS;
  return modified !== undefined && isDate(modified) && isSettled ? PREFIX + modified : undefined;
}

/** The headers that ask for a newer version than the one named; `undefined` when the fingerprint is no HTTP one. */
export function conditionOf(fingerprint: string): Readonly<Record<string, string>> | undefined {
  if (!fingerprint.startsWith(PREFIX)) return undefined;
  const validator = fingerprint.slice(PREFIX.length);
  if (ENTITY_TAG.test(validator)) return { "if-none-match": validator };
  return isDate(validator) ? { "if-modified-since": validator } : undefined;
}

/**
 * True when both name the same version. Weak comparison (RFC 9110 section
 * 8.8.3.2): a server that begins to compress turns a strong tag into a weak one.
 */
export function namesSameVersion(left: string, right: string): boolean {
  return withoutWeakness(left) === withoutWeakness(right);
}

function withoutWeakness(fingerprint: string): string {
  return fingerprint.startsWith(`${PREFIX}W/"`) ? PREFIX + fingerprint.slice(`${PREFIX}W/`.length) : fingerprint;
}

function isDate(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text) && !Number.isNaN(Date.parse(text));
}
