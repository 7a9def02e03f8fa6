import { RototoError } from "../errors/rototo-error.js";

/** The error for an evaluation, or a question about a variable, that needs an environment and was given none. */
export function environmentRequired(environments: readonly string[] | null): RototoError {
  const known = environments ?? [];
  return new RototoError("environment-required", `name an environment: ${known.join(", ") || "none is declared"}`, {
    details: { environments: known },
  });
}

/** The error for an evaluation that needs an instant and was given none. */
export function instantRequired(): RototoError {
  return new RototoError("instant-required", "a qualifier reads `rototo.now`: name an instant with the option `now`");
}
