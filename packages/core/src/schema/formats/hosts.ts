import { isIpv4, isIpv6 } from "./ip-addresses.js";

const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const QUOTED = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/;
const DOMAIN_LABEL = /^[a-z\d]+(?:-+[a-z\d]+)*$/i;
const NON_ASCII = /[^\0-\x7f]/gu;

/** 64 before the `@` and 255 behind it (RFC 5321, section 4.5.3.1). */
const LONGEST_EMAIL = 320;

/** A name of RFC 1123, section 2.1: labels of at most 63 letters, digits and inner hyphens, at most 253 in all. */
export function isHostname(text: string): boolean {
  return text.length <= 253 && text.split(".").every((label) => LABEL.test(label));
}

/**
 * `Mailbox` of RFC 5321, section 4.1.2: the local part may be quoted, the domain an address in brackets; at most 320
 * characters in all.
 */
export function isEmail(text: string): boolean {
  if (text.length > LONGEST_EMAIL) return false;
  const at = text.lastIndexOf("@");
  if (at === -1) return false;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  return (DOT_ATOM.test(local) || QUOTED.test(local)) && (isDomain(domain) || isAddressLiteral(domain));
}

/** {@link isEmail} with any character beyond ASCII where a letter may stand, as RFC 6531 allows. */
export function isIdnEmail(text: string): boolean {
  return text.length <= 2 * LONGEST_EMAIL && isEmail(text.replace(NON_ASCII, "x"));
}

function isDomain(text: string): boolean {
  return text.split(".").every((label) => DOMAIN_LABEL.test(label));
}

function isAddressLiteral(text: string): boolean {
  if (!text.startsWith("[") || !text.endsWith("]")) return false;
  const address = text.slice(1, -1);
  return isIpv4(address) || (/^ipv6:/i.test(address) && isIpv6(address.slice(5)));
}
