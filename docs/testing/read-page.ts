/** A file that a page tells its reader to create. */
export interface PageFile {
  readonly kind: "file";
  /** One-based line of the block's fence. */
  readonly line: number;
  /** Relative to the directory in which the reader is. */
  readonly path: string;
  readonly text: string;
}

/** A file that is there already, as the page shows it. */
export interface PageQuote {
  readonly kind: "quote";
  readonly line: number;
  readonly path: string;
  readonly text: string;
}

/** Commands that a page tells its reader to run. */
export interface PageCommand {
  readonly kind: "command";
  readonly line: number;
  readonly script: string;
  /** The exit status that the page names; zero where it names none. */
  readonly exit: number;
  /** What the page says comes out, exactly. */
  readonly stdout?: string;
  readonly stderr?: string;
}

export type PageStep = PageFile | PageQuote | PageCommand;

/** A page of the documentation as far as a machine can follow it. */
export interface Page {
  /** The directory of the checkout in whose copy the commands start; the page starts in an empty one without it. */
  readonly startsIn?: string;
  readonly steps: readonly PageStep[];
  /** Command blocks that only a person runs. */
  readonly byHand: readonly { readonly line: number; readonly script: string }[];
}

const STARTS_IN = /^<!-- commands start in (\S+) -->$/;

/**
 * Reads the fenced blocks of a page. The words after the opening fence say what a
 * block is, and every block must say so:
 *
 * - `toml file=config/x.toml`: a file to create, whole, in any language;
 * - `toml same-as=config/x.toml`: a file that is there already, whole, in any language;
 * - `sh`, `sh exit=1`: commands to run in order, with the exit status;
 * - `text stdout`, `text stderr`: what the commands before it print;
 * - `toml shown`: nothing to do, in any language;
 * - `sh by-hand`: commands that no test can run.
 *
 * @param path What to call the page in a message.
 * @throws {Error} naming the line, for a block that is not understood.
 */
export function readPage(markdown: string, path: string): Page {
  const lines = markdown.split("\n");
  const steps: PageStep[] = [];
  const byHand: { line: number; script: string }[] = [];
  let startsIn: string | undefined;
  /** The commands that an output block right after them belongs to. */
  let lastCommand: PageCommand | undefined;

  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index] ?? "";
    startsIn ??= STARTS_IN.exec(text)?.[1];
    const fence = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(text);
    if (fence === null) continue;
    const [, indent = "", marks = "", info = ""] = fence;
    const line = index + 1;
    if (indent !== "") throw new Error(`${path}:${line}: a block starts at the margin`);
    const end = lines.indexOf(marks, index + 1);
    if (end === -1) throw new Error(`${path}:${line}: the block never ends`);
    const body = lines.slice(index + 1, end).join("\n");
    index = end;

    const meaning = readInfo(info, `${path}:${line}`);
    if (meaning.kind === "output") {
      if (lastCommand === undefined) throw new Error(`${path}:${line}: no command before this output`);
      if (lastCommand[meaning.stream] !== undefined) throw new Error(`${path}:${line}: a second ${meaning.stream}`);
      lastCommand = { ...lastCommand, [meaning.stream]: `${body}\n` };
      steps[steps.length - 1] = lastCommand;
      continue;
    }
    lastCommand = undefined;
    if (meaning.kind === "file" || meaning.kind === "quote") steps.push({ ...meaning, line, text: `${body}\n` });
    if (meaning.kind === "by-hand") byHand.push({ line, script: body });
    if (meaning.kind === "command") {
      lastCommand = { kind: "command", line, script: body, exit: meaning.exit };
      steps.push(lastCommand);
    }
  }
  return { steps, byHand, ...(startsIn === undefined ? undefined : { startsIn }) };
}

type BlockMeaning =
  | { readonly kind: "file" | "quote"; readonly path: string }
  | { readonly kind: "command"; readonly exit: number }
  | { readonly kind: "output"; readonly stream: "stdout" | "stderr" }
  | { readonly kind: "shown" | "by-hand" };

function readInfo(info: string, place: string): BlockMeaning {
  const [language = "", ...words] = info.split(" ");
  const word = words.length <= 1 ? (words[0] ?? "") : undefined;
  const [, relation, path] = /^(file|same-as)=(\S+)$/.exec(word ?? "") ?? [];
  if (path !== undefined) return { kind: relation === "file" ? "file" : "quote", path };
  if (word === "shown") return { kind: "shown" };
  if (word === "stdout" || word === "stderr") return { kind: "output", stream: word };
  if (language === "sh" && word === "by-hand") return { kind: "by-hand" };
  if (language === "sh" && word === "") return { kind: "command", exit: 0 };
  const exit = language === "sh" ? /^exit=(\d+)$/.exec(word ?? "")?.[1] : undefined;
  if (exit !== undefined) return { kind: "command", exit: Number(exit) };
  throw new Error(`${place}: not understood: ${info === "" ? "a block without a word on what it is" : info}`);
}
