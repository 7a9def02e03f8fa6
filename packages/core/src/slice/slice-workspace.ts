import type { CompiledSelection, CompiledVariable, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { notFound } from "../resolve/not-found.js";
import { keepNeeded } from "./keep-needed.js";

/** Which part of a workspace a slice keeps. */
export interface WorkspaceSlice {
  /** Ids of the variables to keep, with what they need of everything else; all of the workspace without it. */
  readonly variables?: Iterable<string> | undefined;
  /** The one environment to keep; all of them without it. */
  readonly environment?: string | undefined;
}

/**
 * A smaller workspace that answers and explains exactly as `workspace` does, for the
 * variables and the environment that it keeps, and says nothing of others: what only
 * other variables, or other environments, select or read is gone. With `variables`,
 * so are the qualifiers that no rule of theirs reaches; without, all qualifiers stay,
 * for a program may ask for any of them.
 *
 * The context schema stays whole, for the same contexts have to match, and so do the
 * predicates, for a trace shows them. Shares its parts with `workspace`.
 *
 * @throws {RototoError} `variable-not-found` or `environment-unknown`.
 */
export function sliceWorkspace(workspace: CompiledWorkspace, slice: WorkspaceSlice): CompiledWorkspace {
  const { environment } = slice;
  const { environments } = workspace;
  if (environment !== undefined && environments?.includes(environment) !== true) {
    throw notFound("environment", environment, environments ?? []);
  }
  const chosen = slice.variables === undefined ? workspace.variables : findVariables(workspace, slice.variables);
  const variables = environment === undefined ? chosen : chosen.map((variable) => fold(variable, environment));
  return keepNeeded(
    { ...workspace, environments: environment === undefined ? environments : [environment], variables },
    slice.variables === undefined ? "all-qualifiers" : "needed-qualifiers",
  );
}

/** In the workspace's order, each once. */
function findVariables({ variables }: CompiledWorkspace, ids: Iterable<string>): readonly CompiledVariable[] {
  const wanted = new Set(ids);
  const known = new Set(variables.map(({ id }) => id));
  for (const id of wanted) if (!known.has(id)) throw notFound("variable", id, [...known]);
  return variables.filter(({ id }) => wanted.has(id));
}

function fold(variable: CompiledVariable, environment: string): CompiledVariable {
  return { ...variable, selection: foldSelection(variable.selection, environment) };
}

function foldSelection(selection: CompiledSelection, environment: string): CompiledSelection {
  if (selection.kind === "resolve") return selection;
  const own = selection.environments.find(({ name }) => name === environment);
  if (own === undefined) return { ...selection, environments: [] };
  // The format asks for a fallback. No environment is left that falls back, so it says what the own branch says anyway.
  return { ...selection, fallback: { defaultKey: own.branch.defaultKey, rules: [] }, environments: [own] };
}
