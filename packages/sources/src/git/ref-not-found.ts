import { closestName, RototoError } from "@rototo/core/resolve";
import type { GitSession } from "./git-session.js";
import { listRemoteRefs } from "./list-remote-refs.js";

/** Names that a message shows. */
const SHOWN = 5;

/** The error for a ref, or HEAD, that the repository does not have, with the near names that it does. */
export async function refNotFound(session: GitSession): Promise<RototoError> {
  const { ref, name } = session.source;
  const names = [...(await listRemoteRefs(session, [])).keys()].filter((full) => !full.endsWith("^{}"));
  if (names.length === 0) return notFound(name, "the repository is empty; push a branch first", []);
  const short = names.flatMap((full) => shortName(full, names) ?? []);
  const shown = short.slice(0, SHOWN).map(printable).join(", ") + (short.length > SHOWN ? ", …" : "");
  if (ref === undefined || ref === "HEAD") {
    return notFound(name, `the repository's HEAD names no branch; name one after #: ${shown}`, short.slice(0, SHOWN));
  }
  const missing = `no such ${ref.startsWith("refs/") ? "ref" : "branch or tag"}: ${ref}`;
  const near = ref.startsWith("refs/") ? nearRef(ref, names) : closestName(ref, short);
  if (near !== undefined) return notFound(name, `${missing}; did you mean ${printable(near)}?`, [near]);
  const hint = /^[0-9a-f]{7,63}$/i.test(ref)
    ? "a commit is named by its full id"
    : `there are ${shown === "" ? "none" : shown}`;
  return notFound(name, `${missing}; ${hint}`, []);
}

/** What a source calls a branch or tag; nothing for a tag beside a branch of its name, since the branch comes first. */
function shortName(full: string, names: readonly string[]): string | undefined {
  const [, kind, name = ""] = /^refs\/(heads|tags)\/(.+)$/.exec(full) ?? [];
  if (kind === undefined || (kind === "tags" && names.includes(`refs/heads/${name}`))) return undefined;
  // Else it would be taken for the full name of another.
  return name.startsWith("refs/") ? full : name;
}

/** For a full name: the branch where it says tag and the other way round, or a near one. */
function nearRef(ref: string, names: readonly string[]): string | undefined {
  const other = ref.startsWith("refs/tags/") ? ref.replace("tags", "heads") : ref.replace("heads", "tags");
  return names.includes(other) ? other : closestName(ref, names);
}

/** The error for a commit that the repository does not have. */
export function commitNotFound(
  { source }: GitSession,
  reason = "the repository hands out no commit of that id",
): RototoError {
  return notFound(source.name, `no such commit: ${source.ref ?? ""}; ${reason}`, []);
}

function notFound(source: string, message: string, nearMatches: readonly string[]): RototoError {
  return new RototoError("workspace-not-found", `${source}: ${message}`, { details: { source, nearMatches } });
}

/** A name comes from the server. */
function printable(name: string): string {
  return name.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "�");
}
