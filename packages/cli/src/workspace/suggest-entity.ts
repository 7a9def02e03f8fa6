import { existsSync } from "node:fs";
import { join } from "node:path";
import { findWorkspaceRoot } from "@rototo/sources";
import type { Invocation } from "../arguments/command.js";
import { ENTITY_KINDS } from "./entity-kind.js";

/**
 * The command that was probably meant by one that takes SOURCE and got the id of a
 * variable or qualifier: `rototo variable lint limits`. `undefined` for what is no id.
 */
export function suggestEntity({ arguments: given, session: { cwd } }: Invocation): string | undefined {
  const [, kind, id] = /^(?:(\w+):(?:\/\/)?)?([\w.-]+)$/.exec(given.text("source") ?? "") ?? [];
  const root = findWorkspaceRoot(cwd);
  if (id === undefined || root === undefined) return undefined;
  // An id that both have is more often meant as the variable's.
  const found = ENTITY_KINDS.toReversed().find(
    (candidate) => (kind ?? candidate) === candidate && existsSync(join(root, `${candidate}s`, `${id}.toml`)),
  );
  return found === undefined ? undefined : `did you mean \`rototo ${found} lint ${id}\`?`;
}
