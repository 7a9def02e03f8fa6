import { commands, groups } from "../commands/index.js";
import { complete } from "./complete.js";

/** Prints the candidates for the last of `words`, one per line, with a description after a tab. */
export function printCompletions(words: readonly string[]): void {
  const { HOME: home, ROTOTO_WORKSPACE: workspace } = process.env;
  const candidates = complete(words, {
    commands,
    groups,
    cwd: process.cwd(),
    home,
    workspace: workspace === "" ? undefined : workspace,
  });
  process.stdout.write(candidates.map(({ text, description }) => `${text}\t${description}\n`).join(""));
}
