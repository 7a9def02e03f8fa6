import type { Command } from "./command.js";
import type { ParsedArguments } from "./parsed-arguments.js";

/** A command and what it is given. */
export interface CommandCall {
  readonly command: Command;
  readonly arguments: ParsedArguments;
}

/** What the words of a call amount to. */
export type Parse =
  | ({ readonly kind: "command" } & CommandCall)
  /** Help or the version was asked for. */
  | { readonly kind: "text"; readonly text: string }
  /** No command was named; `text` is the help that may lead to one. */
  | { readonly kind: "no-command"; readonly text: string };
