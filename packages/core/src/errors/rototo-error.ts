/** Stable codes of everything that can fail outside lint. */
export type RototoErrorCode =
  | "workspace-not-found"
  | "workspace-invalid"
  | "environment-unknown"
  | "environment-required"
  | "instant-required"
  | "context-invalid"
  | "variable-not-found"
  | "qualifier-not-found"
  | "value-invalid"
  | "source-invalid"
  | "source-unavailable"
  | "source-denied"
  | "source-unsafe"
  | "source-too-large"
  | "source-timeout"
  | "snapshot-invalid"
  | "runtime-unsupported";

export interface RototoErrorOptions {
  /** Structured facts for programs: ids, near misses, violations. Never a credential. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Every failure that a caller can meet. Switch on `code`; show `message` to a person. */
export class RototoError extends Error {
  override readonly name = "RototoError";
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: RototoErrorCode,
    message: string,
    { details = {}, cause }: RototoErrorOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.details = details;
  }
}
