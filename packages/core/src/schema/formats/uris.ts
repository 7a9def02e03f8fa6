import { parseUriReference } from "../registry/uri-reference.js";
import { isIpv6 } from "./ip-addresses.js";

// Letters of both cases by name: ignoring case would take the Kelvin sign for a k.
const UNRESERVED = "A-Za-z\\d\\-._~";
const ENCODED = "%[\\dA-Fa-f]{2}";
const SUB_DELIMITERS = "!$&'()*+,;=";

/** `iprivate` of RFC 3987. */
const PRIVATE = "\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}";

const SCHEME = /^[A-Za-z][A-Za-z\d+\-.]*$/;
const PORT = /^(?::\d*)?$/;
const FUTURE_ADDRESS = /^v[\da-f]+\.[a-z\d\-._~!$&'()*+,;=:]+$/i;

/** The characters that the parts of a reference may have. */
interface Characters {
  readonly user: RegExp;
  readonly name: RegExp;
  readonly path: RegExp;
  readonly query: RegExp;
  readonly fragment: RegExp;
}

function charactersOf(beyond: string, inQuery: string): Characters {
  const own = UNRESERVED + beyond + SUB_DELIMITERS;
  const of = (characters: string) => new RegExp(`^(?:[${characters}]|${ENCODED})*$`, "u");
  return {
    user: of(`${own}:`),
    name: of(own),
    path: of(`${own}:@/`),
    query: of(`${own}:@/?${inQuery}`),
    fragment: of(`${own}:@/?`),
  };
}

/** `ucschar` of RFC 3987: what an IRI may have beyond ASCII. */
function beyondAscii(): string {
  const planes = Array.from({ length: 14 }, (_, plane) => {
    const first = ((plane + 1) << 16) + (plane === 13 ? 0x1000 : 0);
    return `\\u{${first.toString(16)}}-\\u{${(((plane + 1) << 16) + 0xfffd).toString(16)}}`;
  });
  // Not `String.raw`: Terser, which webpack minifies with, takes a `\u{` in it for an escape and fails.
  return "\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}".concat(...planes);
}

// Marked, so that a module in which nothing asks for them goes without.
const OF_URIS = /* @__PURE__ */ charactersOf("", "");
const OF_IRIS = /* @__PURE__ */ charactersOf(/* @__PURE__ */ beyondAscii(), PRIVATE);
const TEMPLATE = /* @__PURE__ */ templateExpression();

/** An absolute reference of RFC 3986: with a scheme. */
export function isUri(text: string): boolean {
  return isReference(text, OF_URIS, true);
}

/** `URI-reference` of RFC 3986. */
export function isUriReference(text: string): boolean {
  return isReference(text, OF_URIS, false);
}

/** {@link isUri} with the characters of RFC 3987. */
export function isIri(text: string): boolean {
  return isReference(text, OF_IRIS, true);
}

/** {@link isUriReference} with the characters of RFC 3987. */
export function isIriReference(text: string): boolean {
  return isReference(text, OF_IRIS, false);
}

function isReference(text: string, characters: Characters, isAbsolute: boolean): boolean {
  const { scheme, authority, path, query, fragment } = parseUriReference(text);
  return (
    (scheme === undefined ? !isAbsolute : SCHEME.test(text.slice(0, text.indexOf(":")))) &&
    (authority === undefined || isAuthority(authority, characters)) &&
    characters.path.test(path) &&
    (query === undefined || characters.query.test(query)) &&
    (fragment === undefined || characters.fragment.test(fragment))
  );
}

function isAuthority(authority: string, characters: Characters): boolean {
  const at = authority.lastIndexOf("@");
  if (at !== -1 && !characters.user.test(authority.slice(0, at))) return false;
  const address = authority.slice(at + 1);
  const end = address.startsWith("[") ? address.indexOf("]") + 1 : endOfName(address);
  const host = address.slice(0, end);
  return PORT.test(address.slice(end)) && (host.startsWith("[") ? isLiteral(host) : characters.name.test(host));
}

function endOfName(address: string): number {
  const colon = address.indexOf(":");
  return colon === -1 ? address.length : colon;
}

function isLiteral(host: string): boolean {
  const address = host.slice(1, -1);
  return host.endsWith("]") && (isIpv6(address) || FUTURE_ADDRESS.test(address));
}

function templateExpression(): RegExp {
  const variable = String.raw`(?:\w|${ENCODED})+(?:\.(?:\w|${ENCODED})+)*(?:\*|:[1-9]\d{0,3})?`;
  const literal = String.raw`[!#$&(-;=?-[\]_a-z~${beyondAscii()}${PRIVATE}]|${ENCODED}`;
  const expression = String.raw`\{[+#./;?&=,!@|]?${variable}(?:,${variable})*\}`;
  return new RegExp(`^(?:${literal}|${expression})*$`, "u");
}

/** A template of RFC 6570. */
export function isUriTemplate(text: string): boolean {
  return TEMPLATE.test(text);
}
