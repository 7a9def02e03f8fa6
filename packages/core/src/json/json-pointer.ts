/** One step into a JSON value: an object key or a list index. */
export type Step = string | number;

/** The RFC 6901 pointer of a path; the empty string is the whole value. */
export function jsonPointer(path: readonly Step[]): string {
  return path.map((step) => "/" + String(step).replaceAll("~", "~0").replaceAll("/", "~1")).join("");
}

/** The keys of an RFC 6901 pointer. List indexes stay text, as the pointer writes them. */
export function pointerKeys(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
