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

/** What an error can carry beside its code and message. */
export interface RototoErrorOptions {
  /** Structured facts for programs: ids, near misses, violations. Never a credential. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/** Every failure that a caller can meet. Switch on `code`; show `message` to a person. */
export class RototoError extends Error {
  /** The name of the class. */
  override readonly name = "RototoError";
  /** Facts for a program; which ones, depends on the code. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    /** What went wrong, for a program. */
    readonly code: RototoErrorCode,
    message: string,
    { details = {}, cause }: RototoErrorOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.details = details;
  }

  /**
   * True for an error of any copy of this class: `@rototo/edge` and the modules of `rototo build` bring one of their own.
   * Of a class that extends it, for its instances.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // Not by the name of the class: one that is named inside itself is renamed by bundlers, and so in stacks.
    if (!Object.hasOwn(this, Symbol.hasInstance)) return super[Symbol.hasInstance](value);
    return value instanceof Error && value.name === "RototoError";
  }
}
