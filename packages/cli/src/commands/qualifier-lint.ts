import type { Command } from "../arguments/command.js";
import { lintEntity } from "../workspace/lint-entity.js";
import { idPositional } from "./shared-definitions.js";

/** `rototo qualifier lint ID` */
export const qualifierLint: Command = {
  path: ["qualifier", "lint"],
  description: "Print what lint says about one qualifier",
  positional: idPositional("qualifier"),
  run: (invocation) => lintEntity("qualifier", invocation),
};
