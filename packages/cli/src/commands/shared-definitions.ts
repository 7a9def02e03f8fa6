import type { OptionDefinition, PositionalDefinition } from "../arguments/command.js";
import type { EntityKind } from "../workspace/entity-kind.js";

/** The workspace as an argument. */
export const sourcePositional: PositionalDefinition = {
  name: "source",
  description: "Workspace to work on, like --workspace",
  required: false,
  completes: "directory",
};

/** The id of a qualifier or variable. */
export function idPositional(kind: EntityKind): PositionalDefinition {
  return { name: "id", description: `Id of the ${kind}: its file name without .toml`, required: true, completes: kind };
}

/** The environment: one option with two names, wherever there is one. */
export function environmentOption(description: string): OptionDefinition {
  return { name: "env", alias: "environment", value: "ENVIRONMENT", description, completes: "environment" };
}

/** What a resolution depends on, and whether to explain it. */
export const resolveOptions: readonly OptionDefinition[] = [
  environmentOption("Environment to resolve for"),
  {
    name: "context",
    value: "CONTEXT",
    description: "JSON object, @file, @- for standard input, or path=value; later ones merge over earlier ones",
    repeatable: true,
    completes: "context",
  },
  { name: "trace", description: "Explain the answer" },
  {
    name: "lint",
    value: "HOW",
    description: "skip answers without lint, also where something else in the workspace is broken",
    choices: ["skip"],
  },
  { name: "now", value: "TIMESTAMP", description: "Instant that rototo.now names, RFC 3339; without it, now" },
];
