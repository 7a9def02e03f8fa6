const JSON_POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const RELATIVE_JSON_POINTER = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A pointer of RFC 6901. */
export function isJsonPointer(text: string): boolean {
  return JSON_POINTER.test(text);
}

/** A relative JSON pointer. */
export function isRelativeJsonPointer(text: string): boolean {
  return RELATIVE_JSON_POINTER.test(text);
}

/** In UTF-16 code units. Compiling a long expression takes seconds, and a longer one ends the process. */
const LONGEST_REGEX = 1_000;

/** A regular expression with the `u` flag, of at most 1,000 characters. */
export function isRegex(text: string): boolean {
  if (text.length > LONGEST_REGEX) return false;
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

/** A UUID of RFC 4122, of any version. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
