import { parseWithYargs } from "../arguments/parse-with-yargs.js";
import { commands, groups } from "../commands/index.js";

/** The help of the program, of each group and of each command, by the words in front of `--help`. */
export async function renderHelpTexts(): Promise<Readonly<Record<string, string>>> {
  const paths = [[], ...groups.map(({ name }) => [name]), ...commands.map(({ path }) => path)];
  const texts: Record<string, string> = {};
  for (const path of paths) {
    const parse = await parseWithYargs([...path, "--help"], commands, groups, undefined);
    if (parse.kind === "text") texts[path.join(" ")] = parse.text;
  }
  return texts;
}
