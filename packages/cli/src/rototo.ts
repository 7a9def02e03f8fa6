#!/usr/bin/env node
import { loadProgram } from "./code-cache/load-program.js";
import { endWhenOutputFails } from "./end-when-output-fails.js";
import { versionLine } from "./version.js";

/*
 * The program `rototo`. The version, which scripts ask for, is answered before anything is
 * loaded.
 */
const words = process.argv.slice(2);
const [first, ...rest] = words;
endWhenOutputFails(words.includes("--json"));

if ((first === "--version" || first === "-V") && rest.length === 0) {
  process.stdout.write(`${versionLine}\n`);
} else {
  void loadProgram().runProgram(words);
}
