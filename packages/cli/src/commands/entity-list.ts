import type { Command } from "../arguments/command.js";
import { entityListJson, printEntities } from "../output/entity-listing.js";
import type { EntityKind } from "../workspace/entity-kind.js";
import { loadWorkspaceOf } from "../workspace/open-workspace.js";
import { listWorkspace } from "../workspace/workspace-listing.js";

/** `rototo KIND list` */
export function entityList(kind: EntityKind): Command {
  return {
    path: [kind, "list"],
    description: `List the ${kind}s of a workspace`,
    async run(invocation) {
      const { output } = invocation;
      const loaded = await loadWorkspaceOf(invocation);
      const entities = listWorkspace(loaded)[`${kind}s`];
      if (output.json) output.document({ workspace: loaded.name, [`${kind}s`]: entityListJson(kind, entities) });
      else await printEntities(entities, output);
      return 0;
    },
  };
}
