/** The five components of a URI reference, as RFC 3986 splits it. */
export interface UriReference {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

/** Splits a URI reference by the expression of RFC 3986, appendix B; every text has a split. */
export function parseUriReference(text: string): UriReference {
  const match = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?/.exec(text);
  return {
    scheme: match?.[1]?.toLowerCase(),
    authority: match?.[2],
    path: match?.[3] ?? "",
    query: match?.[4],
    fragment: match?.[5],
  };
}

/** The absolute URI that `reference` names from `base`, without its fragment (RFC 3986, section 5.2). */
export function resolveUri(base: string, reference: string): string {
  const to = parseUriReference(reference);
  if (to.scheme !== undefined) return format({ ...to, path: withoutDotSegments(to.path) });
  const from = parseUriReference(base);
  if (to.authority !== undefined) return format({ ...to, scheme: from.scheme, path: withoutDotSegments(to.path) });
  if (to.path === "") return format({ ...from, query: to.query ?? from.query });
  return format({ ...from, query: to.query, path: withoutDotSegments(mergedPath(from, to.path)) });
}

function mergedPath(base: UriReference, path: string): string {
  if (path.startsWith("/")) return path;
  if (base.authority !== undefined && base.path === "") return `/${path}`;
  return base.path.slice(0, base.path.lastIndexOf("/") + 1) + path;
}

function withoutDotSegments(path: string): string {
  if (!path.includes(".")) return path;
  const kept: string[] = [];
  const segments = path.split("/");
  const absolute = path.startsWith("/");
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === "." || segment === "..") {
      if (segment === ".." && kept.length > (absolute ? 1 : 0)) kept.pop();
      if (last) kept.push("");
    } else {
      kept.push(segment);
    }
  }
  return kept.join("/");
}

function format(uri: Omit<UriReference, "fragment">): string {
  return (
    (uri.scheme === undefined ? "" : `${uri.scheme}:`) +
    (uri.authority === undefined ? "" : `//${uri.authority}`) +
    uri.path +
    (uri.query === undefined ? "" : `?${uri.query}`)
  );
}
