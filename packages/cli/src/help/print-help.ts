import { HELP_COLUMNS } from "./help-columns.js";
import { helpTexts } from "./help-texts.js";

/**
 * Prints the help of a command, without a parser, where it has been rendered before, and says
 * whether it did.
 *
 * @param words Those in front of `--help`.
 */
export function printHelp(words: readonly string[]): boolean {
  const name = words.join(" ");
  const { isTTY, columns } = process.stdout;
  if (!Object.hasOwn(helpTexts, name) || (isTTY && columns < HELP_COLUMNS)) return false;
  process.stdout.write(`${helpTexts[name] ?? ""}\n`);
  return true;
}
