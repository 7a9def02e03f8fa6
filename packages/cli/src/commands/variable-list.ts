import type { Command } from "../arguments/command.js";
import { entityListJson, printEntities } from "../output/entity-listing.js";
import { loadWorkspaceOf } from "../workspace/open-workspace.js";
import { listWorkspace } from "../workspace/workspace-listing.js";

/** `rototo variable list` */
export const variableList: Command = {
  path: ["variable", "list"],
  description: "List the variables of a workspace",
  async run(invocation) {
    const loaded = await loadWorkspaceOf(invocation);
    const { variables } = listWorkspace(loaded);
    if (invocation.output.json)
      invocation.output.document({ workspace: loaded.name, variables: entityListJson("variable", variables) });
    else printEntities(variables, invocation.output);
    return 0;
  },
};
