import type { Command, CommandGroup } from "./command.js";
import type { Parse } from "./parse.js";
import { readExactWords } from "./read-exact-words.js";

/**
 * Reads the words after `rototo`.
 *
 * @throws {CommandError} `usage`, naming the near miss for a word that nothing knows.
 */
export async function parseArguments(
  words: readonly string[],
  commands: readonly Command[],
  groups: readonly CommandGroup[],
  columns: number | undefined,
): Promise<Parse> {
  const call = readExactWords(words, commands);
  if (call !== undefined) return { kind: "command", ...call };
  // Only help and mistakes need it.
  const { parseWithYargs } = await import("./parse-with-yargs.js");
  return parseWithYargs(words, commands, groups, columns);
}
