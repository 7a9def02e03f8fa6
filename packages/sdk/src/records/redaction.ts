import type { Redacts } from "@rototo/core";

/**
 * Redacts the attributes that the application lists, everything below them and every object that
 * contains them; and, as they are, those `marked` by the context schema, which says that of each.
 */
export function createRedaction(listed: readonly string[], marked: readonly string[]): Redacts {
  const whole = new Set(listed);
  const containers = new Set(listed.flatMap(pathsTo));
  const byAttribute = new Map(marked.map((attribute) => [attribute, true]));
  return (attribute) => {
    let redacted = byAttribute.get(attribute);
    if (redacted === undefined) {
      redacted = containers.has(attribute) || pathsTo(attribute).some((path) => whole.has(path));
      // A workspace has only so many attributes, and each is asked for again and again.
      byAttribute.set(attribute, redacted);
    }
    return redacted;
  };
}

/** `a`, `a.b` and `a.b.c` for `a.b.c`. */
function pathsTo(attribute: string): string[] {
  const keys = attribute.split(".");
  return keys.map((_, index) => keys.slice(0, index + 1).join("."));
}
