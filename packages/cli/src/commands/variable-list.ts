import type { Command } from "../arguments/command.js";
import { entityListJson, entityListText } from "../output/entity-listing.js";
import { openWorkspace } from "../workspace/open-workspace.js";

/** `rototo variable list` */
export const variableList: Command = {
  path: ["variable", "list"],
  description: "List the variables of a workspace",
  async run(invocation) {
    const { model, name } = await openWorkspace(invocation);
    const variables = [...model.variables.values()];
    if (invocation.output.json)
      invocation.output.document({ workspace: name, variables: entityListJson("variable", variables) });
    else invocation.output.lines(...entityListText(variables));
    return 0;
  },
};
