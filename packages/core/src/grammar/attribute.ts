/** What a predicate's `attribute` reads. */
export type Attribute =
  /** Own properties of objects along `path`, from the context down. */
  | { readonly kind: "context"; readonly path: readonly string[] }
  /** `qualifier.<id>`: the boolean result of another qualifier. */
  | { readonly kind: "qualifier"; readonly id: string }
  /** `rototo.environment`: the name of the requested environment. */
  | { readonly kind: "environment" }
  /** `rototo.now`: the instant of the resolution. */
  | { readonly kind: "now" };

/** The top-level names that never reach the context, so a context schema may not declare them. */
export const RESERVED_CONTEXT_FIELDS: readonly string[] = ["qualifier", "rototo"];

/** What stands before the id in an attribute that names a qualifier. */
export const QUALIFIER_PREFIX = "qualifier.";

/**
 * Reads an attribute: dot-separated segments, none of them empty; `undefined`
 * when it is not in that grammar, or stands under a reserved name and means
 * nothing there (`rototo.region`, a bare `qualifier`). Of `qualifier.<id>` all
 * that follows is the id, because ids may hold dots.
 */
export function parseAttribute(text: string): Attribute | undefined {
  if (text === "rototo.environment") return { kind: "environment" };
  if (text === "rototo.now") return { kind: "now" };
  if (text.startsWith(QUALIFIER_PREFIX)) {
    const id = text.slice(QUALIFIER_PREFIX.length);
    return id === "" || id.startsWith(".") ? undefined : { kind: "qualifier", id };
  }
  const path = text.split(".");
  const [first = ""] = path;
  if (path.includes("") || RESERVED_CONTEXT_FIELDS.includes(first)) return undefined;
  return { kind: "context", path };
}
