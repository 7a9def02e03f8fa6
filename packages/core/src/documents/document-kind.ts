/** What a file is to rototo, by its workspace-relative path alone. */
export type DocumentKind =
  | { readonly kind: "manifest" }
  | { readonly kind: "qualifier"; readonly id: string }
  | { readonly kind: "variable"; readonly id: string }
  | { readonly kind: "value"; readonly variable: string; readonly key: string }
  | { readonly kind: "catalog"; readonly id: string }
  | { readonly kind: "catalog-entry"; readonly catalog: string; readonly key: string }
  | { readonly kind: "schema" }
  | { readonly kind: "custom-lint" }
  | { readonly kind: "fixture-context"; readonly name: string }
  | { readonly kind: "fixture-expected"; readonly name: string };

/** Where the manifest of a workspace is, relative to it. */
export const MANIFEST_PATH = "rototo-workspace.toml";

const EXPECTED_SUFFIX = ".expected.json";

const HIDDEN = /(^|\/)\./;

/** True for a path with a name that begins with a dot: what editors and file systems leave lying about. */
export function isHiddenPath(path: string): boolean {
  return HIDDEN.test(path);
}

/**
 * The one place that knows the folders of a workspace. Only direct children with
 * the right extension count, and no name may begin with a dot; `undefined` means
 * that the file is none of ours.
 */
export function documentKind(path: string): DocumentKind | undefined {
  if (path === MANIFEST_PATH) return { kind: "manifest" };
  if (isHiddenPath(path)) return undefined;
  const slash = path.indexOf("/");
  const folder = path.slice(0, Math.max(slash, 0));
  const rest = path.slice(slash + 1);
  const second = rest.indexOf("/");
  if (second !== -1) return nestedKind(folder, rest.slice(0, second), rest.slice(second + 1));
  switch (folder) {
    case "qualifiers":
      return withStem(rest, ".toml", (id) => ({ kind: "qualifier", id }));
    case "variables":
      return withStem(rest, ".toml", (id) => ({ kind: "variable", id }));
    case "catalogs":
      return withStem(rest, ".toml", (id) => ({ kind: "catalog", id }));
    case "schemas":
      return withStem(rest, ".json", () => ({ kind: "schema" }));
    case "lint":
      return withStem(rest, ".lua", () => ({ kind: "custom-lint" }));
    case "tests":
      return (
        withStem(rest, EXPECTED_SUFFIX, (name) => ({ kind: "fixture-expected", name })) ??
        withStem(rest, ".json", (name) => ({ kind: "fixture-context", name }))
      );
    default:
      return undefined;
  }
}

/**
 * True for a directory whose direct children can belong to a workspace, so that
 * a source can walk without reading the rest. The root is the empty string.
 */
export function isDocumentFolder(path: string): boolean {
  return (
    path === "" ||
    documentKind(`${path}/x.toml`) !== undefined ||
    documentKind(`${path}/x.json`) !== undefined ||
    documentKind(`${path}/x.lua`) !== undefined
  );
}

function nestedKind(folder: string, group: string, file: string): DocumentKind | undefined {
  if (file.includes("/")) return undefined;
  if (folder === "variables") {
    const variable = stem(group, "-values");
    if (variable !== undefined) return withStem(file, ".toml", (key) => ({ kind: "value", variable, key }));
  }
  if (folder === "catalogs") {
    const catalog = stem(group, "-entries");
    if (catalog !== undefined) return withStem(file, ".toml", (key) => ({ kind: "catalog-entry", catalog, key }));
  }
  return undefined;
}

function stem(name: string, suffix: string): string | undefined {
  return name.endsWith(suffix) && name.length > suffix.length ? name.slice(0, -suffix.length) : undefined;
}

function withStem(name: string, suffix: string, make: (stem: string) => DocumentKind): DocumentKind | undefined {
  const found = stem(name, suffix);
  return found === undefined ? undefined : make(found);
}
