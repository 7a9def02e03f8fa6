import { closestName } from "@rototo/core";
import { usageError } from "../failure/command-error.js";
import type { Command, CommandGroup, OptionDefinition } from "./command.js";
import { globalOptions } from "./global-options.js";
import { commandOfTheOriginal, optionOfTheOriginal } from "./words-of-the-original.js";

/** What yargs made of the words: options by name, and the words that are none under `_`. */
export interface RawArguments {
  readonly _: readonly (string | number)[];
  readonly [name: string]: unknown;
}

export type Diagnosis =
  | { readonly kind: "no-command" }
  | {
      readonly kind: "command";
      readonly command: Command;
      readonly values: ReadonlyMap<string, string | boolean | readonly string[]>;
    };

/** Names that yargs adds on its own. */
const BUILT_IN = new Set(["_", "$0", "--", "help", "h", "version", "V"]);

/**
 * Finds the command and checks every word against its definition.
 *
 * @throws {CommandError} `usage` for what the definition does not have.
 */
export function diagnoseArguments(
  raw: RawArguments,
  words: readonly string[],
  commands: readonly Command[],
  groups: readonly CommandGroup[],
): Diagnosis {
  const named = raw._.map(String);
  const command = findCommand(named, commands, groups);
  if (command === undefined) return { kind: "no-command" };
  const help = `see rototo ${command.path.join(" ")} --help`;
  const options = [...globalOptions, ...(command.options ?? [])];
  checkOptionNames(raw, command, options, help);

  const values = new Map<string, string | boolean | readonly string[]>();
  for (const option of options) {
    const value = optionValue(option, raw[option.name], words, help);
    if (value !== undefined) values.set(option.name, value);
  }
  const extra = named.slice(command.path.length);
  for (const { name, description, required, choices } of command.positionals ?? []) {
    // Yargs leaves a positional among the words when it stopped at an error before.
    const given = raw[name] ?? extra.shift();
    if (given === undefined && required) throw usageError(`${name.toUpperCase()} is missing: ${description}`, { help });
    if (typeof given === "string") values.set(name, checkChoice(name.toUpperCase(), given, choices, help));
  }
  if (extra[0] !== undefined) throw usageError(`unexpected argument: ${extra[0]}`, { help });
  return { kind: "command", command, values };
}

function findCommand(
  [first, second]: readonly string[],
  commands: readonly Command[],
  groups: readonly CommandGroup[],
): Command | undefined {
  if (first === undefined) return undefined;
  const single = commands.find(({ path }) => path.length === 1 && path[0] === first);
  if (single !== undefined) return single;
  if (!groups.some(({ name }) => name === first)) {
    throw unknownCommand(
      first,
      [...groups.map(({ name }) => name), ...commands.map(({ path }) => path[0])],
      "rototo --help",
    );
  }
  if (second === undefined) return undefined;
  const members = commands.filter(({ path }) => path.length === 2 && path[0] === first);
  const command = members.find(({ path }) => path[1] === second);
  if (command !== undefined) return command;
  throw unknownCommand(
    `${first} ${second}`,
    members.map(({ path }) => path.join(" ")),
    `rototo ${first} --help`,
  );
}

function unknownCommand(given: string, known: readonly string[], helpCommand: string): Error {
  const original = commandOfTheOriginal(given);
  if (original !== undefined) return usageError(`unknown command: ${given}`, { help: original });
  const near = closestName(given, known);
  return usageError(`unknown command: ${given}`, {
    help: near === undefined ? `see ${helpCommand}` : `did you mean \`rototo ${near}\`?`,
    details: { suggestions: near === undefined ? [] : [near] },
  });
}

function checkOptionNames(
  raw: RawArguments,
  command: Command,
  options: readonly OptionDefinition[],
  help: string,
): void {
  const known = new Set(options.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias])));
  for (const name of Object.keys(raw)) {
    if (BUILT_IN.has(name) || known.has(name) || isPositional(name, command)) continue;
    const near = closestName(
      name,
      options.flatMap((option) => (option.alias === undefined ? [option.name] : [option.name, option.alias])),
    );
    const original = optionOfTheOriginal(name, command.path.at(-1) ?? "");
    if (original !== undefined) throw usageError(`unknown option: --${name}`, { help: original });
    throw usageError(`unknown option: ${name.length === 1 ? "-" : "--"}${name}`, {
      help: near === undefined ? help : `did you mean \`--${near}\`?`,
      details: { suggestions: near === undefined ? [] : [`--${near}`] },
    });
  }
}

function isPositional(name: string, { positionals = [] }: Command): boolean {
  return positionals.some((positional) => positional.name === name);
}

function optionValue(
  { name, description, value: takesValue, mayBeEmpty, repeatable, choices }: OptionDefinition,
  given: unknown,
  words: readonly string[],
  help: string,
): string | boolean | readonly string[] | undefined {
  if (given === undefined) return undefined;
  if (takesValue === undefined) {
    // Yargs reads `--json=anything` as false.
    const assigned = words.find((word) => word.startsWith(`--${name}=`));
    if (assigned !== undefined) throw usageError(`--${name} takes no value: ${assigned}`, { help });
    return true;
  }
  if (mayBeEmpty !== true && [given].flat().includes("")) {
    throw usageError(`--${name} is empty`, { help: `${takesValue}: ${description}` });
  }
  if (repeatable === true) return [given].flat().filter((text) => typeof text === "string");
  if (Array.isArray(given)) throw usageError(`--${name} is given more than once`, { help });
  // Without its value it is `true`, of which yargs complains itself.
  return typeof given === "string" ? checkChoice(`--${name}`, given, choices, help) : undefined;
}

function checkChoice(what: string, given: string, choices: readonly string[] | undefined, help: string): string {
  if (choices === undefined || choices.includes(given)) return given;
  const near = closestName(given, choices);
  throw usageError(`${what} is one of ${choices.join(", ")}, not ${given === "" ? "empty" : given}`, {
    help: near === undefined ? help : `did you mean \`${near}\`?`,
  });
}
