/**
 * The source text as it may be shown and recorded. The user part of a URL goes,
 * except the user name of ssh, which is an account and no secret; so do the
 * values of a query, since signed URLs carry their signature there. It is made
 * for text that may be malformed: in doubt it removes more.
 */
export function removeCredentials(text: string): string {
  const url = /^(?<scheme>[A-Za-z][A-Za-z0-9+.-]+:[\\/]*)(?<authority>[^\\/?#]*)(?<rest>[\s\S]*)$/.exec(text)?.groups;
  if (url === undefined) return text;
  const { scheme = "", authority = "", rest = "" } = url;
  if (!authority.includes("@") && /:(?!\d*$)/.test(authority) && rest.includes("@")) {
    // The colon is not a port's, so this is a password with an unescaped `/`, `?` or `#`.
    return scheme + queryWithoutValues(rest.slice(rest.lastIndexOf("@") + 1));
  }
  return scheme + authorityWithoutSecret(scheme, authority) + queryWithoutValues(rest);
}

function authorityWithoutSecret(scheme: string, authority: string): string {
  const at = authority.lastIndexOf("@");
  if (at === -1) return authority;
  const host = authority.slice(at + 1);
  const [user = ""] = authority.slice(0, at).split(":", 1);
  return /ssh:\/\/$/i.test(scheme) && user !== "" ? `${user}@${host}` : host;
}

function queryWithoutValues(rest: string): string {
  const [beforeFragment = ""] = rest.split("#", 1);
  const fragment = rest.slice(beforeFragment.length);
  const question = beforeFragment.indexOf("?");
  if (question === -1) return rest;
  const query = beforeFragment.slice(question + 1);
  return `${beforeFragment.slice(0, question)}?${query.replace(/[^&]+/g, hideValue)}${fragment}`;
}

/** A part without `=` may itself be the secret. */
function hideValue(part: string): string {
  const equals = part.indexOf("=");
  return equals === -1 ? "***" : `${part.slice(0, equals)}=***`;
}
