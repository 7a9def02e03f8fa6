import { RototoError } from "../errors/rototo-error.js";

/** The error for an evaluation, or a question about a variable, that needs an environment and was given none. */
export function environmentRequired(environments: readonly string[] | null): RototoError {
  const wayOut = environments
    ? `name an environment: ${environments.join(", ")}`
    : "a qualifier reads `rototo.environment`, and the workspace declares no environments";
  return new RototoError("environment-required", wayOut, { details: { environments: environments ?? [] } });
}

/** The error for an evaluation that needs an instant and was given none. */
export function instantRequired(): RototoError {
  return new RototoError(
    "instant-required",
    "a qualifier reads `rototo.now`: pass an instant as the option `now`, such as `Date.now()`",
  );
}
