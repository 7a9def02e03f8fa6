import { commands, groups } from "../commands/index.js";
import { complete } from "./complete.js";

/** Prints the candidates for the last of `words`, one per line, with a description after a tab. */
export function printCompletions(words: readonly string[]): void {
  const candidates = complete(words, { commands, groups, cwd: process.cwd(), home: process.env["HOME"] });
  process.stdout.write(candidates.map(({ text, description }) => `${text}\t${description}\n`).join(""));
}
