import type { Command } from "../arguments/command.js";
import { entityListJson, entityListText } from "../output/entity-listing.js";
import { openWorkspace } from "../workspace/open-workspace.js";

/** `rototo qualifier list` */
export const qualifierList: Command = {
  path: ["qualifier", "list"],
  description: "List the qualifiers of a workspace",
  async run(invocation) {
    const { model, name } = await openWorkspace(invocation);
    const qualifiers = [...model.qualifiers.values()];
    if (invocation.output.json)
      invocation.output.document({ workspace: name, qualifiers: entityListJson("qualifier", qualifiers) });
    else invocation.output.lines(...entityListText(qualifiers));
    return 0;
  },
};
