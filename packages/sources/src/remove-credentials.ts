/** What a text has before a scheme, if it has one, or the `//` that stands for one; then the address. */
const ADDRESS =
  /^(?<before>[^/\\]*?)(?<scheme>(?:(?<![A-Za-z0-9+._-])[A-Za-z][A-Za-z0-9+.-]+:[\\/]*|[\\/]{2}))(?<authority>[^\\/?#]*)(?<rest>[\s\S]*)$/;

/** True for a user and a password without an address before them, and for no path that begins as one. */
export function beginsWithUser(text: string): boolean {
  return !/^(?:[./\\]|[A-Za-z]:[/\\])/.test(text) && text.lastIndexOf("@") > text.indexOf(":") && text.includes(":");
}

/**
 * The source text as it may be shown and recorded. The user part of a URL goes,
 * except the user name of ssh, which is an account and no secret; so do the
 * values of a query, since signed URLs carry their signature there, and of
 * `name=value` in a fragment. It is made for text that may be malformed: in
 * doubt it removes more.
 */
export function removeCredentials(text: string): string {
  const url = ADDRESS.exec(text)?.groups;
  if (url === undefined) {
    const inside = text.indexOf("://");
    if (inside !== -1) return `***${removeCredentials(text.slice(inside + 1))}`;
    return beginsWithUser(text) ? text.slice(text.lastIndexOf("@") + 1) : text;
  }
  const { before = "", scheme = "", authority = "", rest = "" } = url;
  const shown = (/[^\s"'`]/.test(before) ? "***" : before) + scheme;
  if (mayHideSecret(scheme, authority, rest)) {
    // A password with an unescaped `/`, `?` or `#`: what stands before its end may be part of it.
    return shown + restWithoutValues(scheme, rest.slice(rest.lastIndexOf("@") + 1));
  }
  return shown + authorityWithoutSecret(scheme, authority) + restWithoutValues(scheme, rest);
}

/** True where a colon need not be that of a scheme or port, because an `@` comes later. */
function mayHideSecret(scheme: string, authority: string, rest: string): boolean {
  if (authority.includes("@") || !rest.includes("@")) return false;
  if (scheme.endsWith(":")) return true;
  if (!authority.includes(":")) return false;
  if (!/:\d+$/.test(authority)) return true;
  const [address = ""] = rest.startsWith("#") ? [rest] : rest.split("#", 1);
  return /[^/]@/.test(address);
}

function authorityWithoutSecret(scheme: string, authority: string): string {
  const at = authority.lastIndexOf("@");
  if (at === -1) return authority;
  const host = authority.slice(at + 1);
  const [user = ""] = authority.slice(0, at).split(":", 1);
  return /ssh:\/\/$/i.test(scheme) && user !== "" ? `${user}@${host}` : host;
}

function restWithoutValues(scheme: string, whole: string): string {
  // Another address may be part of it.
  const rest = whole.replace(/(?<=:\/\/)[^/?]*@/g, "");
  const [beforeFragment = ""] = rest.split("#", 1);
  const fragment = fragmentWithoutValues(scheme, rest.slice(beforeFragment.length));
  const question = beforeFragment.indexOf("?");
  if (question === -1) return beforeFragment + fragment;
  const query = beforeFragment.slice(question + 1);
  return `${beforeFragment.slice(0, question)}?${query.replace(/[^&]+/g, hideValue)}${fragment}`;
}

/** Of a web address only the place in an archive is known to be none; git's refs and directories seldom have a `=`. */
function fragmentWithoutValues(scheme: string, fragment: string): string {
  if (/^https?:/i.test(scheme) && !/^#(?::|$)/.test(fragment) && fragment !== "") return "#***";
  return fragment.replace(/=.*$/s, "=***");
}

/** A part without `=` may itself be the secret. */
function hideValue(part: string): string {
  const equals = part.indexOf("=");
  return equals === -1 ? "***" : `${part.slice(0, equals)}=***`;
}
