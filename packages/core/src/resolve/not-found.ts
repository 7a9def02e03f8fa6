import { RototoError, type RototoErrorCode } from "../errors/rototo-error.js";
import { closestName } from "../suggest/closest-name.js";

/** So many names still help a reader; more would hide the message. */
const FEW = 12;

/** The error for a name that nothing has, with the near miss if there is one (`details.suggestions`), else a few candidates. */
export function notFound(
  code: RototoErrorCode,
  kind: "environment" | "qualifier" | "variable",
  name: unknown,
  candidates: readonly string[],
  from?: string,
): RototoError {
  // Untyped callers pass anything; it has to be this error all the same.
  const text = String(name);
  const closest = closestName(text, candidates);
  const message =
    (from === undefined ? "" : from + ": ") +
    `unknown ${kind} \`${text}\`` +
    (closest !== undefined ? `; did you mean \`${closest}\`?` : listed(candidates));
  return new RototoError(code, message, {
    details: { [kind]: text, suggestions: closest === undefined ? [] : [closest] },
  });
}

function listed(candidates: readonly string[]): string {
  return candidates.length === 0 || candidates.length > FEW ? "" : `; known: ${candidates.join(", ")}`;
}
