import { closestName, RototoError } from "@rototo/core";

/**
 * The ids that `patterns` name: ids, and globs in which `*` stands for any characters;
 * several in one text are separated by commas.
 *
 * @throws {RototoError} `variable-not-found` for a pattern that no id matches, with the near miss in
 *   `details.suggestions`.
 */
export function selectVariables(patterns: readonly string[], ids: readonly string[]): ReadonlySet<string> {
  const selected = new Set<string>();
  for (const pattern of patterns.flatMap((text) => text.split(",")).map((text) => text.trim())) {
    const expression = globExpression(pattern);
    const matching = ids.filter((id) => expression.test(id));
    if (matching.length === 0) throw nothingMatches(pattern, ids);
    for (const id of matching) selected.add(id);
  }
  return selected;
}

/** Ids hold no character but `.` that means something in an expression; a pattern may hold any. */
function globExpression(pattern: string): RegExp {
  const literals = pattern.split("*").map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  // Several stars in a row match no more than one does, but would take the longer to fail.
  return new RegExp(`^${literals.join("[^]*").replaceAll(/(?:\[\^\]\*){2,}/g, "[^]*")}$`);
}

function nothingMatches(pattern: string, ids: readonly string[]): RototoError {
  const near = closestName(pattern.replaceAll("*", ""), ids);
  const what = pattern.includes("*") ? `no variable matches \`${pattern}\`` : `unknown variable \`${pattern}\``;
  const hint = near === undefined ? "" : `; did you mean \`${near}\`?`;
  return new RototoError("variable-not-found", what + hint, {
    details: { variable: pattern, suggestions: near === undefined ? [] : [near] },
  });
}
