import type { Command } from "../arguments/command.js";
import { bashScript } from "../completion/bash-script.js";
import { fishScript } from "../completion/fish-script.js";
import { zshScript } from "../completion/zsh-script.js";

const SCRIPTS: Readonly<Record<string, string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `rototo completions SHELL` */
export const completions: Command = {
  path: ["completions"],
  description: "Print a script that completes commands, options, ids and environments",
  positionals: [{ name: "shell", description: "Shell to print it for", required: true, choices: Object.keys(SCRIPTS) }],
  examples: [
    ["completions bash > /etc/bash_completion.d/rototo", "for every user of bash"],
    ["completions fish | source", "for this fish"],
  ],
  run({ arguments: given, output }) {
    output.raw(SCRIPTS[given.required("shell")] ?? "");
    return Promise.resolve(0);
  },
};
