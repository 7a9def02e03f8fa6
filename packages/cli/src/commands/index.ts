import type { Command, CommandGroup } from "../arguments/command.js";
import { ENTITY_KINDS, type EntityKind } from "../workspace/entity-kind.js";
import { build } from "./build.js";
import { completions } from "./completions.js";
import { diagnosticsGet } from "./diagnostics-get.js";
import { diagnosticsList } from "./diagnostics-list.js";
import { entityGet } from "./entity-get.js";
import { entityLint } from "./entity-lint.js";
import { entityList } from "./entity-list.js";
import { entityResolve } from "./entity-resolve.js";
import { entityResolveAll } from "./entity-resolve-all.js";
import { shortForm } from "./short-form.js";
import { workspaceInspect } from "./workspace-inspect.js";
import { workspaceLint } from "./workspace-lint.js";

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  workspaceInspect,
  workspaceLint,
  shortForm("inspect", workspaceInspect),
  shortForm("lint", workspaceLint),
  shortForm("resolve", entityResolve("variable")),
  build,
  ...ENTITY_KINDS.flatMap(commandsOf),
  diagnosticsList,
  diagnosticsGet,
  completions,
];

/** The first words that several commands share. */
export const groups: readonly CommandGroup[] = [
  { name: "workspace", description: "Inspect and lint a workspace" },
  ...ENTITY_KINDS.map((kind) => ({ name: kind, description: `List, show, lint and resolve ${kind}s` })),
  { name: "diagnostics", description: "Explain what lint can report" },
];

function commandsOf(kind: EntityKind): readonly Command[] {
  return [entityList(kind), entityGet(kind), entityLint(kind), entityResolve(kind), entityResolveAll(kind)];
}
