import type { RototoErrorCode } from "@rototo/core";

/** Done; the workspace or the answer is at fault; rototo could not do it. */
export type ExitStatus = 0 | 1 | 2;

const STATUS_BY_CODE: Readonly<Record<RototoErrorCode, ExitStatus>> = {
  "workspace-invalid": 1,
  "environment-unknown": 1,
  "environment-required": 1,
  "instant-required": 1,
  "context-invalid": 1,
  "variable-not-found": 1,
  "qualifier-not-found": 1,
  "value-invalid": 1,
  "workspace-not-found": 2,
  "source-invalid": 2,
  "source-unavailable": 2,
  "source-denied": 2,
  "source-unsafe": 2,
  "source-too-large": 2,
  "source-timeout": 2,
  "snapshot-invalid": 2,
  "runtime-unsupported": 2,
};

/** The exit status that a `RototoError` ends the command with. */
export function exitStatusOf(code: RototoErrorCode): ExitStatus {
  return STATUS_BY_CODE[code];
}
