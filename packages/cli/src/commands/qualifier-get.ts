import type { Command } from "../arguments/command.js";
import { getEntity } from "../workspace/get-entity.js";
import { idPositional } from "./shared-definitions.js";

/** `rototo qualifier get ID` */
export const qualifierGet: Command = {
  path: ["qualifier", "get"],
  description: "Print the file of a qualifier, or with --json its normalised content",
  positional: idPositional("qualifier"),
  run: (invocation) => getEntity("qualifier", invocation),
};
