import type { Command, CommandGroup } from "../arguments/command.js";

/** What may stand in place of the word under the cursor. */
export interface Candidate {
  readonly text: string;
  readonly description: string;
}

export interface CompletionWorld {
  readonly commands: readonly Command[];
  readonly groups: readonly CommandGroup[];
  /** Absolute. */
  readonly cwd: string;
  /** The workspace of a call that names none; without it, the nearest. */
  readonly workspace?: string | undefined;
  /** What `~` stands for. */
  readonly home: string | undefined;
}
