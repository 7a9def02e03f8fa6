import { SUPPORTED_DRAFTS } from "../registry/draft.js";
import { describeResource } from "./explain-reference.js";
import type { AddressTrouble, SchemaRegistry } from "../registry/schema-registry.js";
import { TOO_DEEP } from "../registry/unusable-schema.js";
import { workspaceUri } from "../registry/workspace-path.js";

/** What is wrong with the `$schema`, `$id`s and anchors of the file at `path`, and where; `undefined` when nothing is. */
export function findAddressTrouble(
  path: string,
  registry: SchemaRegistry,
): { readonly pointer: string; readonly message: string } | undefined {
  const trouble = registry.trouble(path);
  if (trouble !== undefined) return { pointer: trouble.pointer, message: explain(trouble) };
  for (const resource of registry.resourcesIn(path)) {
    if (resource.uri === workspaceUri(path)) continue;
    const other = registry.resourcesAt(resource.uri).find((same) => same !== resource);
    if (other !== undefined) {
      return { pointer: resource.pointer, message: `has the $id of another schema: ${describeResource(other)}` };
    }
  }
  return undefined;
}

function explain({ kind, anchor = ["", ""] }: AddressTrouble): string {
  switch (kind) {
    case "draft":
      return `names a draft that rototo does not know: write one of ${SUPPORTED_DRAFTS}`;
    case "depth":
      return TOO_DEEP;
    case "fragment":
      return "must not have a fragment: name the place with $anchor";
    case "anchor":
      return `declares the anchor ${JSON.stringify(anchor[0])}, which stands at ${anchor[1] || "the root"} already`;
  }
}
