#!/usr/bin/env node
import { endWhenOutputFails } from "./end-when-output-fails.js";
import { versionLine } from "./version.js";

/*
 * The program `rototo`. What needs no argument parser is answered before one is
 * loaded: the version, which scripts ask for, and completions, for which a
 * person waits at every TAB.
 */
const words = process.argv.slice(2);
const [first, ...rest] = words;
endWhenOutputFails(words.includes("--json"));

if ((first === "--version" || first === "-V") && rest.length === 0) {
  process.stdout.write(`${versionLine}\n`);
} else if (first === "__complete") {
  const { printCompletions } = await import("./completion/print-completions.js");
  printCompletions(rest.slice(rest[0] === "--" ? 1 : 0));
} else {
  const { runProcess } = await import("./run-process.js");
  await runProcess(words);
}
