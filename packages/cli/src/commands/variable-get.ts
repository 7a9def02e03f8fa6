import type { Command } from "../arguments/command.js";
import { getEntity } from "../workspace/get-entity.js";
import { idPositional } from "./shared-definitions.js";

/** `rototo variable get ID` */
export const variableGet: Command = {
  path: ["variable", "get"],
  description: "Print the file of a variable, or with --json its normalised content",
  positional: idPositional("variable"),
  run: (invocation) => getEntity("variable", invocation),
};
