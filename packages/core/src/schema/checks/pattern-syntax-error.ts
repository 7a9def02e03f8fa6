/** Why `pattern` is not a regular expression, or `undefined` when it is one, read with the `u` flag as JSON Schema asks. */
export function findPatternSyntaxError(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
    return undefined;
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: (?:\/.*\/u?: )?/s, "") : "";
    return `is not a regular expression (${reason}); patterns are read with the u flag, where a backslash may stand only before a syntax character`;
  }
}
