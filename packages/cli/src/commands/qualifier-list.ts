import type { Command } from "../arguments/command.js";
import { entityListJson, printEntities } from "../output/entity-listing.js";
import { loadWorkspaceOf } from "../workspace/open-workspace.js";
import { listWorkspace } from "../workspace/workspace-listing.js";

/** `rototo qualifier list` */
export const qualifierList: Command = {
  path: ["qualifier", "list"],
  description: "List the qualifiers of a workspace",
  async run(invocation) {
    const loaded = await loadWorkspaceOf(invocation);
    const { qualifiers } = listWorkspace(loaded);
    if (invocation.output.json)
      invocation.output.document({ workspace: loaded.name, qualifiers: entityListJson("qualifier", qualifiers) });
    else printEntities(qualifiers, invocation.output);
    return 0;
  },
};
