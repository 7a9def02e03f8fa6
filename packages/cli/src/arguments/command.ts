import type { ExitStatus } from "../failure/exit-status.js";
import type { Output } from "../output/output.js";
import type { Session } from "../session.js";
import type { ParsedArguments } from "./parsed-arguments.js";

/** What a completion offers for a value. `context` is a file after `@`, `directory` and `file` are paths. */
export type Completes =
  "variable" | "qualifier" | "environment" | "diagnostic-code" | "directory" | "context" | "limit";

export interface OptionDefinition {
  readonly name: string;
  readonly alias?: string;
  readonly description: string;
  /** Name of the value in help; an option without one is a switch. */
  readonly value?: string;
  /** An empty value is the same as none: of a secret that a CI job does not have. Otherwise it is refused. */
  readonly mayBeEmpty?: boolean;
  /** May be given several times. */
  readonly repeatable?: boolean;
  readonly choices?: readonly string[];
  readonly completes?: Completes;
}

export interface PositionalDefinition {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly completes?: Completes;
}

/** What a command is given. */
export interface Invocation {
  readonly arguments: ParsedArguments;
  readonly output: Output;
  readonly session: Session;
}

/** One command: how it is called, and what it does. */
export interface Command {
  /** Its name, or the group's and its own: `["variable", "resolve"]`. */
  readonly path: readonly [string] | readonly [string, string];
  readonly description: string;
  /** In their order; those that are required come first. */
  readonly positionals?: readonly PositionalDefinition[];
  readonly options?: readonly OptionDefinition[];
  /** Calls without the program's name, each with what it does. */
  readonly examples?: readonly (readonly [call: string, description: string])[];
  /** Does the work. Failures are thrown: `RototoError` or `CommandError`. */
  run(invocation: Invocation): Promise<ExitStatus>;
}

/** Commands with a first word in common. */
export interface CommandGroup {
  readonly name: string;
  readonly description: string;
}
