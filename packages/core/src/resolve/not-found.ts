import { RototoError } from "../errors/rototo-error.js";
import { closestName } from "../suggest/closest-name.js";

/** So many names still help a reader; more would hide the message. */
const FEW = 12;

/** The error for a name that nothing has, with the near miss if there is one (`details.suggestions`), else with a few names. */
export function notFound(
  kind: "environment" | "qualifier" | "variable",
  name: unknown,
  known: readonly string[],
): RototoError {
  // Untyped callers pass anything; it has to be this error all the same.
  const text = String(name);
  const closest = closestName(text, known);
  const hint =
    closest !== undefined
      ? `; did you mean \`${closest}\`?`
      : known.length > FEW
        ? ""
        : "; known: " + (known.join(", ") || "none");
  const code = kind === "environment" ? "environment-unknown" : (`${kind}-not-found` as const);
  return new RototoError(code, `unknown ${kind} \`${text}\`${hint}`, {
    details: { [kind]: text, suggestions: closest === undefined ? [] : [closest] },
  });
}
