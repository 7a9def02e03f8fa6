import type { CompiledPredicate, CompiledWorkspace } from "../compile/compiled-workspace.js";
import { isIdentifier } from "../grammar/identifier.js";
import { QUALIFIER_PREFIX } from "../grammar/attribute.js";
import { DEEPEST_LEVEL } from "../json/deepest-level.js";
import { isComposite } from "../json/json-value.js";
import { isComparisonOperator, OPERATORS } from "../operators/operators.js";
import { ACCEPTS } from "../operators/value-kind.js";

/**
 * True when resolving can work with `value`, which comes from JSON text: it has the
 * shape of a compiled workspace that lint accepted, knows all its operators, and refers
 * to nothing that it does not hold. Whether values match their types is not asked.
 * Members beyond the shape do no harm.
 */
export function isSoundWorkspace(value: unknown): value is CompiledWorkspace {
  try {
    return isSound(value as CompiledWorkspace);
  } catch {
    // Met something of another kind on the way: JSON has nothing that could be called or taken apart by mistake.
    return false;
  }
}

// What comes from JSON text may be anything, whatever its type says: hence the casts to `unknown`. A list is known by
// its methods, which nothing else in JSON has.

function isSound(workspace: CompiledWorkspace): boolean {
  const { environments, context, qualifiers, catalogs, variables, schemas, patterns = [], linted } = workspace;
  const environmentNames = environments === null ? new Set() : distinct(environments);
  const qualifierIds = idsOf(qualifiers);
  const paths = distinct(
    schemas.map(({ path }) => path),
    isText,
  );
  const keysByCatalog = new Map(catalogs.map(({ id, entries }) => [id, keysOf(entries)]));
  idsOf(catalogs);
  idsOf(variables);
  return (
    (linted as unknown) === true &&
    (context === null || (context.redacted.every(isText) && paths.has(context.schema))) &&
    schemas.every(({ schema }) => (isComposite(schema) || typeof schema === "boolean") && isData(schema)) &&
    // Compiling the context schema looks at the automata that it needs.
    patterns.every(isComposite) &&
    qualifiers.every(
      ({ match, predicates }) =>
        ["all", "any"].includes(match) &&
        predicates.length > 0 &&
        predicates.every((predicate) => isPredicate(predicate, qualifierIds)),
    ) &&
    needNoCircle(qualifiers) &&
    variables.every(({ type, values, selection }) => {
      const ownKeys = keysOf(values);
      const keys = type.kind === "catalog" ? keysByCatalog.get(type.catalog) : ownKeys;
      // As resolving tells the two apart.
      const isOne = "branch" in selection;
      const own = isOne ? [] : selection.environments;
      distinct(
        own.map(({ name }) => name),
        (name) => environmentNames.has(name as string),
      );
      return (
        [type.kind, type.kind === "primitive" ? type.type : type.schema, selection.kind].every(isText) &&
        [isOne ? selection.branch : selection.fallback, ...own.map(({ branch }) => branch)].every(
          ({ defaultKey, rules }) =>
            keys?.has(defaultKey) &&
            rules.every(({ qualifier, valueKey }) => qualifierIds.has(qualifier) && keys.has(valueKey)),
        )
      );
    })
  );
}

/** True when no qualifier needs itself, be it through others: only then does each have an answer. */
function needNoCircle(qualifiers: CompiledWorkspace["qualifiers"]): boolean {
  const readers = new Map<string, string[]>(qualifiers.map(({ id }) => [id, []]));
  const waiting = new Map<string, number>();
  const settled: string[] = [];
  for (const { id, predicates } of qualifiers) {
    const read = predicates.filter(({ attribute }) => attribute.startsWith(QUALIFIER_PREFIX));
    waiting.set(id, read.length);
    if (read.length === 0) settled.push(id);
    for (const { attribute } of read) readers.get(attribute.slice(QUALIFIER_PREFIX.length))?.push(id);
  }
  // The list goes on to what is added while it is gone through.
  for (const id of settled) {
    for (const reader of readers.get(id) as readonly string[]) {
      const left = (waiting.get(reader) as number) - 1;
      waiting.set(reader, left);
      if (left === 0) settled.push(reader);
    }
  }
  return settled.length === qualifiers.length;
}

function isPredicate(predicate: CompiledPredicate, qualifierIds: ReadonlySet<string>): boolean {
  const { attribute } = predicate;
  if (attribute.startsWith(QUALIFIER_PREFIX) && !qualifierIds.has(attribute.slice(QUALIFIER_PREFIX.length))) {
    return false;
  }
  if ("salt" in predicate) {
    const { op, salt, range } = predicate;
    const { limit } = OPERATORS[op];
    return (
      isText(salt) &&
      range.every(Number.isFinite) &&
      (range.length as number) === 2 &&
      0 <= range[0] &&
      range[0] <= range[1] &&
      range[1] <= limit
    );
  }
  const { op, value } = predicate;
  return isComparisonOperator(op) && isData(value) && ACCEPTS[OPERATORS[op].value](value);
}

/** The set of `names`. Throws unless each is one, and stands there once. */
function distinct(names: readonly string[], isName = isId): ReadonlySet<string> {
  const set = new Set(names);
  if (set.size === names.length && names.every(isName)) return set;
  throw new Error();
}

function idsOf(items: readonly { readonly id: string }[]): ReadonlySet<string> {
  return distinct(items.map(({ id }) => id));
}

function keysOf(values: CompiledWorkspace["variables"][number]["values"]): ReadonlySet<string> {
  if (values.every(({ value }) => isData(value))) return distinct(values.map(({ key }) => key));
  throw new Error();
}

function isId(name: unknown): boolean {
  return isText(name) && isIdentifier(name);
}

function isText(text: unknown): text is string {
  return typeof text === "string";
}

/** True for JSON that a file can hold: not too deep, and no number that became infinite when it was read. */
function isData(value: unknown, levels = DEEPEST_LEVEL): boolean {
  if (isComposite(value)) return levels > 0 && Object.values(value).every((member) => isData(member, levels - 1));
  return typeof value === "number" ? Number.isFinite(value) : value !== undefined;
}
