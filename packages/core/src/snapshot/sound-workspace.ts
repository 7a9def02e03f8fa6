import type {
  CompiledPredicate,
  CompiledSelection,
  CompiledType,
  CompiledValue,
  CompiledWorkspace,
} from "../compile/compiled-workspace.js";
import { parseAttribute } from "../grammar/attribute.js";
import { COMPARISON_OPERATORS } from "../grammar/comparison-operator.js";
import { PRIMITIVE_TYPES } from "../grammar/primitive-type.js";

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

function isSound(workspace: CompiledWorkspace): boolean {
  const { environments, context, qualifiers, catalogs, variables, schemas, linted } = workspace;
  const qualifierIds = new Set(qualifiers.map(({ id }) => id));
  const keysByCatalog = new Map(catalogs.map(({ id, entries }) => [id, keysOf(entries)]));
  return (
    is(linted, true) &&
    (environments === null || environments.every(isText)) &&
    (context === null || (context.redacted.every(isText) && schemas.some(({ path }) => path === context.schema))) &&
    schemas.every(({ path, schema }) => isText(path) && isPresent(schema)) &&
    qualifiers.every(
      ({ id, match, predicates }) =>
        isText(id) &&
        is(match, "all", "any") &&
        predicates.every((predicate) => isSoundPredicate(predicate, qualifierIds)),
    ) &&
    catalogs.every(({ id, entries }) => isText(id) && entries.every(isSoundValue)) &&
    variables.every(({ id, type, values, selection }) => {
      const keys = type.kind === "catalog" ? keysByCatalog.get(type.catalog) : keysOf(values);
      return (
        isText(id) &&
        isSoundType(type) &&
        values.every(isSoundValue) &&
        is(selection.kind, "resolve", "env") &&
        branchesOf(selection).every(
          ({ name, branch }) =>
            isText(name) &&
            keys?.has(branch.defaultKey) &&
            branch.rules.every((rule) => qualifierIds.has(rule.qualifier) && keys.has(rule.valueKey)),
        )
      );
    })
  );
}

function isSoundPredicate(predicate: CompiledPredicate, qualifierIds: ReadonlySet<string>): boolean {
  const attribute = parseAttribute(predicate.attribute);
  if (attribute?.kind === "qualifier" && !qualifierIds.has(attribute.id)) return false;
  if (predicate.op !== "bucket" && predicate.op !== "rollout")
    return isPresent(predicate.value) && is(predicate.op, ...COMPARISON_OPERATORS);
  const [from, to] = predicate.range;
  return isText(predicate.salt) && Number.isFinite(from) && Number.isFinite(to);
}

function isSoundType(type: CompiledType): boolean {
  return type.kind === "primitive"
    ? is(type.type, ...PRIMITIVE_TYPES)
    : is(type.kind, "schema", "catalog") && isText(type.schema);
}

function isSoundValue({ key, value }: CompiledValue): boolean {
  return isText(key) && isPresent(value);
}

function keysOf(values: readonly CompiledValue[]): ReadonlySet<string> {
  return new Set(values.map(({ key }) => key));
}

function branchesOf(selection: CompiledSelection) {
  if (selection.kind === "resolve") return [{ name: "resolve", branch: selection.branch }];
  return [{ name: "_", branch: selection.fallback }, ...selection.environments];
}

// Of what comes from JSON text, the types above are promises that nobody has kept yet: these ask again.

function is(value: unknown, ...allowed: readonly unknown[]): boolean {
  return allowed.includes(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isPresent(value: unknown): boolean {
  return value !== undefined;
}
