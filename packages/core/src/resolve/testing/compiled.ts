import type {
  CompiledBranch,
  CompiledPredicate,
  CompiledQualifier,
  CompiledVariable,
  CompiledWorkspace,
} from "../../compile/compiled-workspace.js";
import type { JsonValue } from "../../json/json-value.js";

/** A compiled workspace with what a test does not care about filled in. */
export function compiled(parts: Partial<CompiledWorkspace> = {}): CompiledWorkspace {
  return {
    environments: null,
    context: null,
    qualifiers: [],
    catalogs: [],
    variables: [],
    schemas: [],
    linted: true,
    ...parts,
  };
}

export function qualifier(id: string, ...predicates: CompiledPredicate[]): CompiledQualifier {
  return { id, match: "all", predicates };
}

export function anyOf(id: string, ...predicates: CompiledPredicate[]): CompiledQualifier {
  return { id, match: "any", predicates };
}

/** A variable of strings whose values are their own keys. `rules` are `qualifier -> key`. */
export function variable(id: string, defaultKey: string, ...rules: string[]): CompiledVariable {
  const parsed = branch(defaultKey, ...rules);
  return {
    id,
    type: { kind: "primitive", type: "string" },
    values: keysOf(parsed),
    selection: { kind: "resolve", branch: parsed },
  };
}

/** As {@link variable}, with a branch per environment. */
export function variableByEnvironment(
  id: string,
  fallback: CompiledBranch,
  environments: Readonly<Record<string, CompiledBranch>>,
): CompiledVariable {
  return {
    id,
    type: { kind: "primitive", type: "string" },
    values: keysOf(fallback, ...Object.values(environments)),
    selection: {
      kind: "env",
      fallback,
      environments: Object.entries(environments).map(([name, own]) => ({ name, branch: own })),
    },
  };
}

/** A branch with rules written `qualifier -> key`. */
export function branch(defaultKey: string, ...rules: string[]): CompiledBranch {
  return {
    defaultKey,
    rules: rules.map((rule) => {
      const [qualifierId = "", valueKey = ""] = rule.split(" -> ");
      return { qualifier: qualifierId, valueKey };
    }),
  };
}

function keysOf(...branches: CompiledBranch[]): { key: string; value: JsonValue }[] {
  const keys = new Set(
    branches.flatMap(({ defaultKey, rules }) => [defaultKey, ...rules.map(({ valueKey }) => valueKey)]),
  );
  return [...keys].sort().map((key) => ({ key, value: key }));
}
