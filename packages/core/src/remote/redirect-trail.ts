import { isSafeUrl } from "./safe-url.js";

/** What is looked at of a `URL`. */
export interface Address {
  readonly origin: string;
  readonly protocol: string;
  readonly hostname: string;
}

/** Where redirects have led so far. */
export interface RedirectTrail<Url extends Address> {
  /** The URL that was given. */
  readonly first: Url;
  readonly current: Url;
  readonly redirects: number;
  /** True once one has led to another origin: from then on the credential stays behind, also if another leads back. */
  readonly hasLeft: boolean;
}

/**
 * Why a redirect is not followed: it leads to no URL; out of `https://`, or of `http://` on this machine where that
 * was given; or there are too many.
 */
export type RedirectFault = "nowhere" | "unsafe" | "too-many";

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** True for the status of an answer that is a redirect, if it says where to. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

export function startTrail<Url extends Address>(first: Url): RedirectTrail<Url> {
  return { first, current: first, redirects: 0, hasLeft: false };
}

/**
 * The trail after one more redirect.
 *
 * @param target Where it leads, `undefined` when that is no URL.
 */
export function followRedirect<Url extends Address>(
  { first, redirects, hasLeft }: RedirectTrail<Url>,
  target: Url | undefined,
  mostRedirects: number,
): RedirectTrail<Url> | RedirectFault {
  if (target === undefined) return "nowhere";
  // Who was given an https:// URL never leaves https://, be it for this machine.
  if (target.protocol !== "https:" && !(first.protocol === "http:" && isSafeUrl(target))) return "unsafe";
  if (redirects === mostRedirects) return "too-many";
  return { first, current: target, redirects: redirects + 1, hasLeft: hasLeft || target.origin !== first.origin };
}
