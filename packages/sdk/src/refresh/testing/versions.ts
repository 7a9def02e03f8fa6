import { createDocuments } from "@rototo/core";
import { prepareVersion } from "../../version/prepare-version.js";
import { writeVersionSnapshot } from "../../version/version-snapshot.js";
import type { WorkspaceVersion } from "../../version/workspace-version.js";

/** The source that all of them are of. */
export const SOURCE_NAME = "git+https://example.com/config.git#main";

/** A real version whose one variable `limit` is `value`, with its snapshot. */
export async function versionOf(
  value: number,
  identity: Partial<Pick<WorkspaceVersion, "name" | "fingerprint" | "immutable">> = {},
): Promise<WorkspaceVersion> {
  const documents = createDocuments({
    "rototo-workspace.toml": "schema_version = 1\n",
    "variables/limit.toml": `schema_version = 1\ntype = "int"\n[values]\nstandard = ${value}\n[resolve]\ndefault = "standard"\n`,
  });
  const version = await prepareVersion(
    { documents, name: SOURCE_NAME, fingerprint: `git:${value}`, immutable: false, ...identity },
    {},
    new AbortController().signal,
  );
  return { ...version, snapshot: writeVersionSnapshot(version) };
}
