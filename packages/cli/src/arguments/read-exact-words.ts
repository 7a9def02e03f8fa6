import type { Command, OptionDefinition } from "./command.js";
import { globalOptions } from "./global-options.js";
import type { CommandCall } from "./parse.js";
import { ParsedArguments } from "./parsed-arguments.js";

/**
 * Reads words that are a command with all that its definition asks for and nothing else,
 * spelled out. `undefined` for all others, help and mistakes among them: yargs reads
 * those, and would make the same of these, for which it does not have to be loaded.
 */
export function readExactWords(words: readonly string[], commands: readonly Command[]): CommandCall | undefined {
  const reading = new Reading(commands);
  for (let index = 0; index < words.length;) {
    const taken = reading.take(words[index] ?? "", words[index + 1]);
    if (taken === 0) return undefined;
    index += taken;
  }
  return reading.end();
}

class Reading {
  readonly #commands: readonly Command[];
  readonly #values = new Map<string, string | boolean | string[]>();
  readonly #path: string[] = [];
  #command: Command | undefined;
  #positionals = 0;

  constructor(commands: readonly Command[]) {
    this.#commands = commands;
  }

  /** How many words it took: `word` alone, with `next`, or none where they do not fit. */
  take(word: string, next: string | undefined): 0 | 1 | 2 {
    if (word.startsWith("-")) return this.#takeOption(word, next);
    if (this.#command !== undefined) return this.#takePositional(word, this.#command);
    this.#path.push(word);
    this.#command = this.#commands.find(({ path }) => path.join(" ") === this.#path.join(" "));
    return this.#command === undefined && this.#path.length > 1 ? 0 : 1;
  }

  end(): CommandCall | undefined {
    const command = this.#command;
    const missing = command?.positionals?.slice(this.#positionals).some(({ required }) => required);
    if (command === undefined || missing === true) return undefined;
    return { command, arguments: new ParsedArguments(this.#values) };
  }

  #takeOption(word: string, next: string | undefined): 0 | 1 | 2 {
    const [, dashes, name = "", assigned] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const options = [...globalOptions, ...(this.#command?.options ?? [])];
    const option = options.find((known) => known.name === name || known.alias === name);
    if (option === undefined || dashes !== (name.length === 1 ? "-" : "--")) return 0;
    if (option.value === undefined) return assigned === undefined && this.#setSwitch(option, next) ? 1 : 0;
    if (assigned !== undefined) return this.#setValue(option, assigned) ? 1 : 0;
    return next !== undefined && !next.startsWith("-") && this.#setValue(option, next) ? 2 : 0;
  }

  /** Yargs takes `true` and `false` for the value of a switch. */
  #setSwitch({ name }: OptionDefinition, next: string | undefined): boolean {
    if (this.#values.has(name) || next === "true" || next === "false") return false;
    this.#values.set(name, true);
    return true;
  }

  #setValue({ name, repeatable, choices }: OptionDefinition, value: string): boolean {
    const before = this.#values.get(name);
    if (value === "" || choices?.includes(value) === false) return false;
    if (before !== undefined && !Array.isArray(before)) return false;
    this.#values.set(name, repeatable === true ? [...(before ?? []), value] : value);
    return true;
  }

  #takePositional(word: string, { positionals = [] }: Command): 0 | 1 {
    const positional = positionals[this.#positionals];
    if (positional === undefined || word === "" || positional.choices?.includes(word) === false) return 0;
    this.#values.set(positional.name, word);
    this.#positionals += 1;
    return 1;
  }
}
