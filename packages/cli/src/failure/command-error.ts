import type { ExitStatus } from "./exit-status.js";

export interface CommandErrorOptions {
  /** What to do about it. */
  readonly help?: string | undefined;
  /** Facts for programs, shown with `--json`. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A failure of the command line itself, beside the `RototoError`s of the packages below. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly help: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: string,
    readonly status: ExitStatus,
    message: string,
    { help, details = {}, cause }: CommandErrorOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.help = help;
    this.details = details;
  }
}

/** The command was called wrongly: code `usage`, exit status 2. */
export function usageError(message: string, options?: CommandErrorOptions): CommandError {
  return new CommandError("usage", 2, message, options);
}
