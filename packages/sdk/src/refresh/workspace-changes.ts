import type { DefinitionDigests } from "../version/workspace-version.js";

/** What differs between two versions of a workspace. */
export interface WorkspaceChanges {
  /** The variables whose definition differs. */
  readonly variables: DefinitionChanges;
  /** The qualifiers whose definition differs. */
  readonly qualifiers: DefinitionChanges;
  /** The catalogs whose definition differs. */
  readonly catalogs: DefinitionChanges;
  /** True when environments or the context schema differ. */
  readonly workspace: boolean;
}

/** Ids in code-unit order. */
export interface DefinitionChanges {
  /** Ids that only the later version has. */
  readonly added: readonly string[];
  /** Ids that both versions have, with another definition. */
  readonly changed: readonly string[];
  /** Ids that only the earlier version has. */
  readonly removed: readonly string[];
}

/** Compares two versions by their digests. */
export function describeChanges(previous: DefinitionDigests, next: DefinitionDigests): WorkspaceChanges {
  return Object.freeze({
    variables: compare(previous.variables, next.variables),
    qualifiers: compare(previous.qualifiers, next.qualifiers),
    catalogs: compare(previous.catalogs, next.catalogs),
    workspace: previous.workspace !== next.workspace,
  });
}

function compare(previous: ReadonlyMap<string, string>, next: ReadonlyMap<string, string>): DefinitionChanges {
  const added: string[] = [];
  const changed: string[] = [];
  for (const [id, digest] of next) {
    if (!previous.has(id)) added.push(id);
    else if (previous.get(id) !== digest) changed.push(id);
  }
  const removed = [...previous.keys()].filter((id) => !next.has(id));
  // Without a comparator `sort` compares by code unit.
  return Object.freeze({
    added: Object.freeze(added.sort()),
    changed: Object.freeze(changed.sort()),
    removed: Object.freeze(removed.sort()),
  });
}
