import { pointerKeys } from "../json/json-pointer.js";
import { placeInValue } from "../model/place-in-value.js";
import type { SchemaModel } from "../model/workspace-model.js";
import type { SchemaReference } from "../schema/checks/schema-references.js";
import type { LintContext } from "./lint-context.js";
import type { Finding } from "./rule.js";

const known = new WeakMap<LintContext, ReadonlyMap<string, readonly Finding[]>>();

/**
 * Why the schema file at `path` is no usable schema, as findings in that file. A
 * mistake in a file that it refers to is reported there, and an unsafe reference
 * by its own rule; none of them makes a finding here.
 */
export function schemaMistakes(path: string, context: LintContext): readonly Finding[] {
  let mistakes = known.get(context);
  if (mistakes === undefined) {
    mistakes = findMistakes(context);
    known.set(context, mistakes);
  }
  return mistakes.get(path) ?? [];
}

/** True for a reference that leaves the workspace. */
export function isUnsafeReference({ target }: SchemaReference): boolean {
  return target.kind === "remote" || target.kind === "outside";
}

function findMistakes(context: LintContext): Map<string, readonly Finding[]> {
  const mistakes = new Map<string, readonly Finding[]>();
  const reported = new Set<string>();
  const unexplained: { readonly schema: SchemaModel; readonly finding: Finding }[] = [];
  for (const schema of context.model.schemas.values()) {
    const compilation = context.schema(schema.path);
    if (compilation?.ok === true) continue;
    const references = context.schemaReferences(schema.path);
    const found = references.flatMap((reference) => brokenReference(schema, reference, context) ?? []);
    if (compilation !== undefined) {
      const finding = { at: placeOfPointer(schema, compilation.pointer), message: `schema ${compilation.message}` };
      const reference = references.find(({ pointer }) => pointer === compilation.pointer);
      if (reference === undefined) found.push(finding);
      else if (reference.trouble === undefined) unexplained.push({ schema, finding });
    }
    if (found.length > 0) mistakes.set(schema.path, found);
    if (found.length > 0 || compilation === undefined || references.some(isUnsafeReference)) reported.add(schema.path);
  }
  const explained = referrersOf(reported, context);
  for (const { schema, finding } of unexplained) {
    if (!explained.has(schema.path)) mistakes.set(schema.path, [...(mistakes.get(schema.path) ?? []), finding]);
  }
  return mistakes;
}

function brokenReference(schema: SchemaModel, reference: SchemaReference, context: LintContext): Finding | undefined {
  const { target, trouble, pointer } = reference;
  if (trouble === undefined || isUnsafeReference(reference)) return undefined;
  const isBrokenFile = target.kind === "workspace" && context.model.schemas.get(target.path)?.broken !== undefined;
  return isBrokenFile ? undefined : { at: placeOfPointer(schema, pointer), message: `schema ${trouble}` };
}

/** The schemas of `paths` with all that refer to one of them, also through others. */
function referrersOf(paths: ReadonlySet<string>, context: LintContext): ReadonlySet<string> {
  const referrers = new Map<string, string[]>();
  for (const from of context.model.schemas.keys()) {
    for (const { target } of context.schemaReferences(from)) {
      if (target.kind !== "workspace") continue;
      const known = referrers.get(target.path);
      if (known === undefined) referrers.set(target.path, [from]);
      else known.push(from);
    }
  }
  const reached = new Set(paths);
  const open = [...paths];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const referrer of referrers.get(path) ?? []) {
      if (reached.has(referrer)) continue;
      reached.add(referrer);
      open.push(referrer);
    }
  }
  return reached;
}

/** Where `pointer` leads in a schema file. */
export function placeOfPointer({ place, json }: SchemaModel, pointer: string): Finding["at"] {
  return json === undefined ? place : placeInValue(place, json, pointerKeys(pointer));
}
