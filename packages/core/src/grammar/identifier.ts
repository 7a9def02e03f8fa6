const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** What an id, value key or environment name may look like, for messages. */
export const IDENTIFIER_RULE =
  "ASCII letters, digits, `-`, `_` and `.`, first a letter or digit, at most 128 characters";

/** True for an id, value key or environment name in the grammar of {@link IDENTIFIER_RULE}. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}
