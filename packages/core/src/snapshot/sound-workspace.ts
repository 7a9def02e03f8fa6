import { isSoundAutomaton } from "../automaton/is-sound-automaton.js";
import type { CompiledValue, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { QUALIFIER_PREFIX } from "../grammar/attribute.js";
import { OPERATORS } from "../grammar/operator.js";

/**
 * True when resolving can work with `value`, which comes from JSON text: it has the
 * shape of a compiled workspace that lint accepted, knows all its operators, and
 * refers to nothing that it does not hold. Members beyond that do no harm.
 */
export function isSoundWorkspace(value: unknown): value is CompiledWorkspace {
  try {
    return isSound(value as CompiledWorkspace);
  } catch {
    // Met something of another kind on the way: JSON has nothing that could be called or taken apart by mistake.
    return false;
  }
}

// What comes from JSON text may be anything, whatever its type says: hence the casts to `unknown`.

function isSound(workspace: CompiledWorkspace): boolean {
  const { environments, context, qualifiers, catalogs, variables, schemas, patterns = [], linted } = workspace;
  const qualifierIds = new Set(qualifiers.map(({ id }) => id));
  const keysByCatalog = new Map(catalogs.map(({ id, entries }) => [id, soundKeys(entries)]));
  return (
    (linted as unknown) === true &&
    (environments === null || areTexts(environments)) &&
    (context === null || (areTexts(context.redacted) && schemas.some(({ path }) => path === context.schema))) &&
    schemas.every(({ path, schema }) => areTexts([path]) && (schema as unknown) !== undefined) &&
    patterns.every(({ source, automaton }) => areTexts([source]) && isSoundAutomaton(automaton)) &&
    areTexts([...qualifierIds, ...keysByCatalog.keys()]) &&
    qualifiers.every(
      ({ match, predicates }) =>
        ["all", "any"].includes(match) &&
        predicates.every((predicate) => {
          const { attribute, op } = predicate;
          if (attribute.startsWith(QUALIFIER_PREFIX) && !qualifierIds.has(attribute.slice(QUALIFIER_PREFIX.length)))
            return false;
          return op === "bucket" || op === "rollout"
            ? areTexts([predicate.salt]) && predicate.range.every((bound) => Number.isFinite(bound))
            : Object.hasOwn(OPERATORS, op) && (predicate.value as unknown) !== undefined;
        }),
    ) &&
    variables.every(({ id, type, values, selection }) => {
      const ownKeys = soundKeys(values);
      const keys = type.kind === "catalog" ? keysByCatalog.get(type.catalog) : ownKeys;
      const branches =
        selection.kind === "resolve"
          ? [{ name: "", branch: selection.branch }]
          : [{ name: selection.kind, branch: selection.fallback }, ...selection.environments];
      return (
        areTexts([id, type.kind === "primitive" ? type.type : type.schema]) &&
        branches.every(
          ({ name, branch }) =>
            areTexts([name]) &&
            keys?.has(branch.defaultKey) &&
            branch.rules.every(({ qualifier, valueKey }) => qualifierIds.has(qualifier) && keys.has(valueKey)),
        )
      );
    })
  );
}

function areTexts(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "string");
}

/** Throws where a key is no text or a value is missing. */
function soundKeys(values: readonly CompiledValue[]): ReadonlySet<string> {
  return new Set(
    values.map(({ key, value }) => {
      if (typeof key !== "string" || (value as unknown) === undefined) throw new Error();
      return key;
    }),
  );
}
