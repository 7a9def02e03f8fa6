import type { Command, CommandGroup } from "../arguments/command.js";
import { build } from "./build.js";
import { completions } from "./completions.js";
import { diagnosticsGet } from "./diagnostics-get.js";
import { diagnosticsList } from "./diagnostics-list.js";
import { qualifierGet } from "./qualifier-get.js";
import { qualifierLint } from "./qualifier-lint.js";
import { qualifierList } from "./qualifier-list.js";
import { qualifierResolve } from "./qualifier-resolve.js";
import { qualifierResolveAll } from "./qualifier-resolve-all.js";
import { variableGet } from "./variable-get.js";
import { variableLint } from "./variable-lint.js";
import { variableList } from "./variable-list.js";
import { variableResolve } from "./variable-resolve.js";
import { variableResolveAll } from "./variable-resolve-all.js";
import { shortForm } from "./short-form.js";
import { workspaceInspect } from "./workspace-inspect.js";
import { workspaceLint } from "./workspace-lint.js";

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  workspaceInspect,
  workspaceLint,
  shortForm("inspect", workspaceInspect),
  shortForm("lint", workspaceLint),
  shortForm("resolve", variableResolve),
  build,
  qualifierList,
  qualifierGet,
  qualifierLint,
  qualifierResolve,
  qualifierResolveAll,
  variableList,
  variableGet,
  variableLint,
  variableResolve,
  variableResolveAll,
  diagnosticsList,
  diagnosticsGet,
  completions,
];

/** The first words that several commands share. */
export const groups: readonly CommandGroup[] = [
  { name: "workspace", description: "Inspect and lint a workspace" },
  { name: "qualifier", description: "List, show, lint and resolve qualifiers" },
  { name: "variable", description: "List, show, lint and resolve variables" },
  { name: "diagnostics", description: "Explain what lint can report" },
];
