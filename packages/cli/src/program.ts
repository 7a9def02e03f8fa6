/** Does what the words after `rototo` ask for, and sets the status to exit with. */
export async function runProgram(words: readonly string[]): Promise<void> {
  const [first, ...rest] = words;
  const last = words.at(-1);
  if (first === "__complete") {
    const { printCompletions } = await import("./completion/print-completions.js");
    printCompletions(rest.slice(rest[0] === "--" ? 1 : 0));
    return;
  }
  if (last === "--help" || last === "-h") {
    const { printHelp } = await import("./help/print-help.js");
    if (printHelp(words.slice(0, -1))) return;
  }
  const { runProcess } = await import("./run-process.js");
  await runProcess(words);
}
