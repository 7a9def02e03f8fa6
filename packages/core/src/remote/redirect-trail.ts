import { isSafeAddress, type AddressParts } from "./is-safe-address.js";

/** What is looked at of a `URL`. */
export interface Address extends AddressParts {
  /** Scheme, host and port, as `URL` writes them. */
  readonly origin: string;
}

/** Where redirects have led so far. */
export interface RedirectTrail<Url extends Address> {
  /** The URL that was given. */
  readonly first: Url;
  /** The URL to ask next. */
  readonly current: Url;
  /** How many led there. */
  readonly redirects: number;
  /** True once one has led to another origin: from then on the credential stays behind, also if another leads back. */
  readonly hasLeft: boolean;
}

/**
 * Why a redirect is not followed: it leads to no URL; to where {@link mayRedirectTo} says no; or there are too many.
 */
export type RedirectFault = "nowhere" | "unsafe" | "too-many";

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** True for the status of an answer that is a redirect, if it says where to. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/** The trail before the first redirect. */
export function startTrail<Url extends Address>(first: Url): RedirectTrail<Url> {
  return { first, current: first, redirects: 0, hasLeft: false };
}

/**
 * The trail after one more redirect.
 *
 * @param target Where it leads, `undefined` when that is no URL.
 */
export function followRedirect<Url extends Address>(
  { first, current, redirects, hasLeft }: RedirectTrail<Url>,
  target: Url | undefined,
  mostRedirects: number,
): RedirectTrail<Url> | RedirectFault {
  if (target === undefined) return "nowhere";
  if (!mayRedirectTo(target, current)) return "unsafe";
  if (redirects === mostRedirects) return "too-many";
  return { first, current: target, redirects: redirects + 1, hasLeft: hasLeft || target.origin !== first.origin };
}

/** True where a redirect may lead: to `https://`, and from one `http://` address of this machine to another. */
function mayRedirectTo(target: AddressParts, from: AddressParts): boolean {
  return target.protocol === "https:" || (from.protocol === "http:" && isSafeAddress(target));
}
