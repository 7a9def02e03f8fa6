import type { Command } from "../arguments/command.js";

/** The same command under one word. */
export function shortForm(word: string, command: Command): Command {
  const long = command.path.join(" ");
  return {
    ...command,
    path: [word],
    description: `${command.description}; short for ${long}`,
    examples: (command.examples ?? []).map(([call, description]) => [call.replace(long, word), description] as const),
  };
}
