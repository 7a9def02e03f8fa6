import { valueOf } from "../model/field.js";
import type { QualifierModel, VariableModel } from "../model/workspace-model.js";
import { closestName } from "../suggest/closest-name.js";
import type { LintContext } from "./lint-context.js";
import { predicateAttribute, qualifierAttribute } from "./predicate-attribute.js";

/**
 * The qualifiers that rules and other qualifiers name; `undefined` where a mistake
 * may hide a reference to any of them. A name that is no qualifier's counts for its
 * near miss, which is reported as such already.
 */
export function qualifierReferences({ model, suggest }: LintContext): ReadonlySet<string> | undefined {
  const { qualifiers, variables } = model;
  if ([...variables.values()].some(mayHideReference) || [...qualifiers.values()].some(lacksReference)) return undefined;
  const ids = new Set<string>();
  for (const id of namedQualifiers(qualifiers.values(), variables.values())) {
    const meant = qualifiers.has(id) ? id : suggest(id, qualifiers.keys());
    if (meant === undefined) return undefined;
    ids.add(meant);
  }
  return ids;
}

function namedQualifiers(
  qualifiers: Iterable<QualifierModel>,
  variables: Iterable<VariableModel>,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { predicates } of qualifiers) {
    for (const predicate of predicates) {
      const id = qualifierAttribute(predicate)?.attribute.id;
      if (id !== undefined) ids.add(id);
    }
  }
  for (const { branches } of variables) {
    for (const { rules } of branches) {
      for (const rule of rules) {
        const id = valueOf(rule.qualifier);
        if (id !== undefined) ids.add(id);
      }
    }
  }
  return ids;
}

function lacksReference({ broken, predicateList, predicates }: QualifierModel): boolean {
  return (
    broken !== undefined ||
    predicateList.state !== "present" ||
    predicates.length === 0 ||
    predicates.some((predicate) => predicateAttribute(predicate) === undefined)
  );
}

function mayHideReference({ broken, env, resolve, branches, unknownFields }: VariableModel): boolean {
  return (
    broken !== undefined ||
    env.state === "invalid" ||
    resolve.state === "invalid" ||
    env.state === resolve.state ||
    branches.some(
      ({ table, ruleList, rules }) =>
        table.state === "invalid" ||
        ruleList.state === "invalid" ||
        rules.some(({ qualifier }) => qualifier.state !== "present"),
    ) ||
    // `[[resolve.rules]]` is reported as what it is: a field one letter off.
    unknownFields.some(({ name, known }) => closestName(name, known) !== undefined)
  );
}
