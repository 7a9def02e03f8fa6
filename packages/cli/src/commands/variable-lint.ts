import type { Command } from "../arguments/command.js";
import { lintEntity } from "../workspace/lint-entity.js";
import { idPositional } from "./shared-definitions.js";

/** `rototo variable lint ID` */
export const variableLint: Command = {
  path: ["variable", "lint"],
  description: "Print what lint says about one variable",
  positional: idPositional("variable"),
  run: (invocation) => lintEntity("variable", invocation),
};
