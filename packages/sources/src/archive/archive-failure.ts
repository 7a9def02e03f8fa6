import { RototoError, type RototoErrorCode } from "@rototo/core";

type ArchiveErrorCode = Extract<RototoErrorCode, `source-${string}` | "workspace-not-found">;

export interface ArchiveFailureOptions {
  /** Facts for programs; never a credential. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Why an archive could not be loaded, told by a part that does not know which source it works for. */
export class ArchiveFailure extends Error {
  override readonly name = "ArchiveFailure";

  /**
   * @param reason What happened.
   * @param advice What to try.
   */
  constructor(
    readonly code: ArchiveErrorCode,
    readonly reason: string,
    readonly advice: string,
    readonly options: ArchiveFailureOptions = {},
  ) {
    super(reason);
  }

  /** The same for the caller, who wants to know which source it was. */
  toRototoError(source: string): RototoError {
    return new RototoError(this.code, `${source}: ${this.reason}; ${this.advice}`, {
      details: { source, ...this.options.details },
      cause: this.options.cause,
    });
  }
}
