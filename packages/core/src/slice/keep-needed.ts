import type {
  CompiledBranch,
  CompiledQualifier,
  CompiledValue,
  CompiledVariable,
  CompiledWorkspace,
} from "../compile/compiled-workspace.js";
import { parseAttribute } from "../grammar/attribute.js";

/** `workspace` without what none of its variables needs. */
export function keepNeeded(
  workspace: CompiledWorkspace,
  kept: "all-qualifiers" | "needed-qualifiers",
): CompiledWorkspace {
  const { context, variables } = workspace;
  const qualifiers = kept === "all-qualifiers" ? workspace.qualifiers : neededQualifiers(workspace);
  const read = new Set(qualifiers.flatMap(({ predicates }) => predicates.map(({ attribute }) => attribute)));
  return {
    ...workspace,
    context: context && { ...context, redacted: context.redacted.filter((attribute) => read.has(attribute)) },
    qualifiers,
    catalogs: neededCatalogs(workspace),
    variables: variables.map((variable) => ({ ...variable, values: selected(variable.values, keysOf(variable)) })),
  };
}

/** The qualifiers of the variables' rules, and those that these read, and so on. */
function neededQualifiers({ qualifiers, variables }: CompiledWorkspace): readonly CompiledQualifier[] {
  const byId = new Map(qualifiers.map((qualifier) => [qualifier.id, qualifier]));
  const needed = new Set<string>();
  const open = variables
    .flatMap((variable) => branchesOf(variable).flatMap(({ rules }) => rules))
    .map((rule) => rule.qualifier);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    for (const { attribute } of byId.get(id)?.predicates ?? []) {
      const parsed = parseAttribute(attribute);
      if (parsed?.kind === "qualifier") open.push(parsed.id);
    }
  }
  return qualifiers.filter(({ id }) => needed.has(id));
}

/** The catalogs of the variables, each with the entries that some branch selects. */
function neededCatalogs({ catalogs, variables }: CompiledWorkspace): CompiledWorkspace["catalogs"] {
  const keysByCatalog = new Map<string, Set<string>>();
  for (const variable of variables) {
    if (variable.type.kind !== "catalog") continue;
    const keys = keysByCatalog.get(variable.type.catalog) ?? new Set();
    for (const key of keysOf(variable)) keys.add(key);
    keysByCatalog.set(variable.type.catalog, keys);
  }
  return catalogs.flatMap(({ id, entries }) => {
    const keys = keysByCatalog.get(id);
    return keys === undefined ? [] : [{ id, entries: selected(entries, keys) }];
  });
}

function selected(values: readonly CompiledValue[], keys: ReadonlySet<string>): readonly CompiledValue[] {
  return values.filter(({ key }) => keys.has(key));
}

/** The keys of the values that the variable can select. */
function keysOf(variable: CompiledVariable): ReadonlySet<string> {
  return new Set(
    branchesOf(variable).flatMap(({ defaultKey, rules }) => [defaultKey, ...rules.map(({ valueKey }) => valueKey)]),
  );
}

function branchesOf({ selection }: CompiledVariable): readonly CompiledBranch[] {
  if (selection.kind === "resolve") return [selection.branch];
  return [selection.fallback, ...selection.environments.map(({ branch }) => branch)];
}
