import { onTestFinished } from "vitest";

export interface CollectedWarning extends Error {
  readonly code?: string;
  readonly detail?: string;
}

/** Warnings of this process from now on, until the test ends. */
export function collectWarnings(): readonly CollectedWarning[] {
  const warnings: CollectedWarning[] = [];
  const collect = (warning: CollectedWarning) => warnings.push(warning);
  process.on("warning", collect);
  onTestFinished(() => void process.off("warning", collect));
  return warnings;
}
