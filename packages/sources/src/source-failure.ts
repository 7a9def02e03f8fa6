import { sourceFailure, type SourceFailureCode } from "@rototo/core/remote";
import type { RototoError } from "@rototo/core/resolve";

export interface SourceFailureOptions {
  /** Facts for programs; never a credential. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Never an error of another part of the system: see `ownCause`. */
  readonly cause?: Error | undefined;
}

/** Why a source could not be loaded, told by a part that does not know which source it works for. */
export class SourceFailure extends Error {
  override readonly name = "SourceFailure";

  /**
   * @param reason What happened.
   * @param advice What to try.
   */
  constructor(
    readonly code: SourceFailureCode,
    readonly reason: string,
    readonly advice: string,
    readonly options: SourceFailureOptions = {},
  ) {
    super(reason);
  }

  /** The same for the caller, who wants to know which source it was. */
  toRototoError(source: string): RototoError {
    return sourceFailure(source, this.code, this, this.options.details, this.options.cause);
  }
}
