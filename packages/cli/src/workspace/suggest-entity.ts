import { existsSync } from "node:fs";
import { join } from "node:path";
import { findWorkspaceRoot } from "@rototo/sources";
import type { Invocation } from "../arguments/command.js";

/**
 * The command that was probably meant by one that takes SOURCE and got the id of a
 * variable or qualifier: `rototo variable lint limits`. `undefined` for what is no id.
 */
export function suggestEntity({ arguments: given, session: { cwd } }: Invocation): string | undefined {
  const [, kind, id] = /^(?:(variable|qualifier):(?:\/\/)?)?([\w.-]+)$/.exec(given.text("source") ?? "") ?? [];
  const root = findWorkspaceRoot(cwd);
  if (id === undefined || root === undefined) return undefined;
  const found = ["variable", "qualifier"].find(
    (candidate) => (kind ?? candidate) === candidate && existsSync(join(root, `${candidate}s`, `${id}.toml`)),
  );
  return found === undefined ? undefined : `did you mean \`rototo ${found} lint ${id}\`?`;
}
