import { RototoError } from "../errors/rototo-error.js";
import type { Violation } from "../schema/engines/schema-engine.js";

const SHOWN_VIOLATIONS = 5;

/** The `context-invalid` error that carries the violations. */
export function contextInvalid(what: string, violations: readonly Violation[], cause?: unknown): RototoError {
  return new RototoError("context-invalid", what + describeViolations(violations), { details: { violations }, cause });
}

/** `: /a must be integer; /b must be string`, the first few of them, for the end of a message. */
export function describeViolations(violations: readonly Violation[]): string {
  const isCut = violations.at(-1)?.keyword === "more";
  const told = isCut ? violations.slice(0, -1) : violations;
  const shown = told.slice(0, SHOWN_VIOLATIONS).map(({ pointer, message }) => `${pointer} ${message}`.trim());
  const hidden = told.length - shown.length;
  return `: ${shown.join("; ")}${hidden > 0 ? `; and ${isCut ? "at least " : ""}${hidden} more` : ""}`;
}
