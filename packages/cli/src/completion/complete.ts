import type { Command, Completes, OptionDefinition } from "../arguments/command.js";
import { globalOptions } from "../arguments/global-options.js";
import { settableLimits } from "../limits/settable-limits.js";
import type { Candidate, CompletionWorld } from "./candidate.js";
import { pathCandidates } from "./path-candidates.js";
import { workspaceCandidates } from "./workspace-candidates.js";

/** Where the cursor is: what the words before it have settled. */
interface Position {
  readonly named: readonly string[];
  readonly workspace: string | undefined;
  /** The option whose value comes next. */
  readonly pending: OptionDefinition | undefined;
}

const BUILT_IN: readonly Candidate[] = [
  { text: "--help", description: "Print help" },
  { text: "--version", description: "Print the version" },
];

/** Candidates for the last of `words`, which may be empty; the words before it are complete. Never throws. */
export function complete(words: readonly string[], world: CompletionWorld): readonly Candidate[] {
  try {
    return findCandidates(words, world);
  } catch {
    // Half a command line may name anything. A person at the prompt wants candidates, not an error.
    return [];
  }
}

function findCandidates(words: readonly string[], world: CompletionWorld): readonly Candidate[] {
  const current = words.at(-1) ?? "";
  const position = readPosition(words.slice(0, -1), world.commands);
  const { named, pending } = position;
  const command = findCommand(named, world.commands);
  const options = [...globalOptions, ...(command?.options ?? [])];

  if (pending !== undefined) return valueCandidates(pending, current, position, world);
  const [, name, value] = /^--([^=]+)=(.*)$/s.exec(current) ?? [];
  if (name !== undefined && value !== undefined) {
    const option = options.find((candidate) => candidate.value !== undefined && isNamed(candidate, name));
    if (option === undefined) return [];
    const candidates = valueCandidates(option, value, position, world);
    return candidates.map(({ text, description }) => ({ text: `--${name}=${text}`, description }));
  }
  if (current.startsWith("-")) return startingWith(current, [...options.map(optionCandidate), ...BUILT_IN]);
  if (command === undefined) return startingWith(current, commandCandidates(named, world));
  const positional = command.positionals?.[named.length - command.path.length];
  return positional === undefined ? [] : valueCandidates(positional, current, position, world);
}

function readPosition(words: readonly string[], commands: readonly Command[]): Position {
  const options = [...globalOptions, ...commands.flatMap((command) => command.options ?? [])];
  const named: string[] = [];
  let workspace: string | undefined;
  let pending: OptionDefinition | undefined;
  for (const word of words) {
    if (pending !== undefined) {
      if (pending.name === "workspace") workspace = word;
      pending = undefined;
    } else if (word.startsWith("--workspace=")) {
      workspace = word.slice("--workspace=".length);
    } else if (word.startsWith("--")) {
      pending = options.find((option) => option.value !== undefined && isNamed(option, word.slice(2)));
    } else if (!word.startsWith("-")) {
      named.push(word);
    }
  }
  return { named, workspace, pending };
}

function isNamed({ name, alias }: OptionDefinition, given: string): boolean {
  return given === name || given === alias;
}

function findCommand(named: readonly string[], commands: readonly Command[]): Command | undefined {
  return commands.find(({ path }) => path.every((name, index) => named[index] === name));
}

function commandCandidates([group, ...more]: readonly string[], { commands, groups }: CompletionWorld): Candidate[] {
  if (more.length > 0) return [];
  const found =
    group === undefined
      ? [
          ...groups,
          ...commands
            .filter(({ path }) => path.length === 1)
            .map(({ path, description }) => ({ name: path[0], description })),
        ]
      : commands
          .filter(({ path }) => path[0] === group && path.length === 2)
          .map(({ path, description }) => ({ name: path.at(-1) ?? "", description }));
  return found.map(({ name, description }) => ({ text: name, description }));
}

function optionCandidate({ name, description }: OptionDefinition): Candidate {
  return { text: `--${name}`, description };
}

function valueCandidates(
  { choices, completes }: { readonly choices?: readonly string[]; readonly completes?: Completes },
  current: string,
  position: Position,
  world: CompletionWorld,
): readonly Candidate[] {
  if (choices !== undefined)
    return startingWith(
      current,
      choices.map((text) => ({ text, description: "" })),
    );
  switch (completes) {
    case undefined:
      return [];
    case "limit":
      return startingWith(
        current,
        Object.entries(settableLimits).map(([name, limit]) => ({ text: `${name}=`, description: limit.description })),
      );
    case "directory":
      return pathCandidates(current, "directories", world);
    case "context":
      if (!current.startsWith("@")) return [];
      return pathCandidates(current.slice(1), "files", world).map(({ text, description }) => ({
        text: `@${text}`,
        description,
      }));
    default:
      return startingWith(current, workspaceCandidates(completes, position.workspace ?? world.workspace, world));
  }
}

/** A candidate that a shell would split or act on is left out. */
function startingWith(current: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ text }) => text.startsWith(current) && /^[\w.@:/=-]+$/.test(text));
}
