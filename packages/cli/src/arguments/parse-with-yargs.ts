import yargs, { type Argv } from "yargs";
import { usageError, type CommandError } from "../failure/command-error.js";
import { HELP_COLUMNS } from "../help/help-columns.js";
import { versionLine } from "../version.js";
import type { Command, CommandGroup, OptionDefinition } from "./command.js";
import { diagnoseArguments, type RawArguments } from "./diagnose-arguments.js";
import { globalOptions } from "./global-options.js";
import type { Parse } from "./parse.js";
import { ParsedArguments } from "./parsed-arguments.js";

const GLOBAL_OPTIONS = "Global options:";
const COMMAND_MISSING = "a command is missing";

/** What yargs writes at the end of an option's line; the name of the value, in front, says more. */
const TYPE_TAG = /(?: *\[(?:boolean|string|array|required)\])+$/gm;

/**
 * Reads the words after `rototo`, whatever they are.
 *
 * @throws {CommandError} `usage`, naming the near miss for a word that nothing knows.
 */
export async function parseWithYargs(
  words: readonly string[],
  commands: readonly Command[],
  groups: readonly CommandGroup[],
  columns: number | undefined,
): Promise<Parse> {
  const parser = createParser(commands, groups, Math.min(HELP_COLUMNS, columns ?? HELP_COLUMNS));
  const { error, raw, text } = await parseWith(parser, words);
  if (error === undefined && (raw["help"] === true || raw["version"] === true)) return { kind: "text", text };
  const diagnosis = diagnoseArguments(raw, words, commands, groups);
  if (diagnosis.kind === "no-command") return { kind: "no-command", text: text.replace(COMMAND_MISSING, "").trimEnd() };
  if (error !== undefined) throw usageFromParser(error, diagnosis.command);
  return { kind: "command", command: diagnosis.command, arguments: new ParsedArguments(diagnosis.values) };
}

function createParser(commands: readonly Command[], groups: readonly CommandGroup[], columns: number): Argv {
  const parser = yargs()
    .scriptName("rototo")
    .usage("$0 COMMAND\n\nLints, inspects and resolves a workspace of runtime configuration.")
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .detectLocale(false)
    .exitProcess(false)
    .wrap(columns)
    .version(versionLine)
    .alias("version", "V")
    .describe("version", "Print the version")
    .help("help")
    .alias("help", "h")
    .describe("help", "Print help")
    .demandCommand(1, COMMAND_MISSING)
    // Words that the definitions do not know are for diagnoseArguments, which names what was probably meant.
    .strict(false);
  for (const option of globalOptions) addOption(parser, option);
  parser.group([...globalOptions.map(({ name }) => name), "help", "version"], GLOBAL_OPTIONS);
  for (const group of groups) {
    const members = commands.filter(({ path }) => path.length === 2 && path[0] === group.name);
    parser.command(group.name, group.description, (groupParser) => {
      groupParser.usage(`$0 ${group.name} COMMAND\n\n${group.description}.`);
      for (const command of members) addCommand(groupParser, command);
      return groupParser.demandCommand(1, COMMAND_MISSING);
    });
  }
  for (const command of commands) if (command.path.length === 1) addCommand(parser, command);
  return parser;
}

function addCommand(parser: Argv, { path, description, positionals = [], options = [], examples = [] }: Command): void {
  const pattern = positionals.map(({ name, required }) => (required ? ` <${name}>` : ` [${name}]`)).join("");
  const shown = positionals.map(({ name, required }) => (required ? ` ${name}` : ` [${name}]`)).join("");
  parser.command(`${path.at(-1) ?? ""}${pattern}`, description, (commandParser) => {
    commandParser.usage(`$0 ${path.join(" ")}${shown.toUpperCase()} [OPTIONS]\n\n${description}.`);
    for (const positional of positionals) {
      commandParser.positional(positional.name, { type: "string", describe: positional.description });
    }
    for (const option of options) addOption(commandParser, option);
    commandParser.group(
      options.map((option) => option.name),
      "Options:",
    );
    const calls = examples.map(([call, what]) => `  # ${what}\n  rototo ${call}`);
    if (calls.length > 0) commandParser.epilogue(`Examples:\n${calls.join("\n\n")}`);
    return commandParser;
  });
}

function addOption(parser: Argv, { name, alias, description, value, repeatable, choices }: OptionDefinition): void {
  const shown = choices === undefined ? description : `${description}: ${choices.join(", ")}`;
  parser.option(name, {
    describe: value === undefined ? shown : `${value}: ${shown}`,
    ...(alias !== undefined && { alias }),
    ...(value === undefined ? { type: "boolean" as const } : { type: "string" as const, nargs: 1 }),
    ...(repeatable === true && { array: true }),
  });
}

interface ParserResult {
  readonly error: Error | undefined;
  readonly raw: RawArguments;
  readonly text: string;
}

function parseWith(parser: Argv, words: readonly string[]): Promise<ParserResult> {
  return new Promise((resolve) => {
    void parser.parse([...words], {}, (error, raw, text) => {
      resolve({ error: error ?? undefined, raw, text: text.replace(TYPE_TAG, "") });
    });
  });
}

function usageFromParser(error: Error, command: Command): CommandError {
  const missingValue = /^Not enough arguments following: (\S+)/.exec(error.message)?.[1];
  const message = missingValue === undefined ? error.message : `${optionText(missingValue)} needs a value`;
  return usageError(message, { help: `see rototo ${command.path.join(" ")} --help`, cause: error });
}

function optionText(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
