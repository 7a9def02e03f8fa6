import type { Diagnostic } from "@rototo/core";

/** `1 warning`, `2 warnings`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** How many diagnostics are errors and how many are warnings. */
export interface Tally {
  readonly errors: number;
  readonly warnings: number;
}

export function tallyOf(diagnostics: readonly Diagnostic[]): Tally {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: diagnostics.length - errors };
}

/** `2 errors, 1 warning`; what there is none of is left out, and `none` without any. */
export function describeTally({ errors, warnings }: Tally): string {
  const parts = [errors > 0 ? count(errors, "error") : "", warnings > 0 ? count(warnings, "warning") : ""];
  return parts.filter((part) => part !== "").join(", ") || "none";
}
