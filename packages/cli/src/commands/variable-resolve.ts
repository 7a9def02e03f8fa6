import type { Command } from "../arguments/command.js";
import { answerVariable, printVariable, variableJson } from "../output/variable-resolution.js";
import { openScope } from "../workspace/open-scope.js";
import { idPositional, resolveOptions } from "./shared-definitions.js";

/** `rototo variable resolve ID` */
export const variableResolve: Command = {
  path: ["variable", "resolve"],
  description: "Print the value of a variable for an environment and context",
  positional: idPositional("variable"),
  options: resolveOptions,
  examples: [
    ["variable resolve limits --env prod --context account.plan=enterprise", "with one fact"],
    ["variable resolve limits --env prod --context @request.json --trace", "with a context file, explained"],
  ],
  async run(invocation) {
    const { arguments: given, output } = invocation;
    const { name, scope } = await openScope(invocation, "variable");
    const answer = answerVariable(scope, given.required("id"), given.flag("trace"));
    if (output.json) output.document({ workspace: name, ...variableJson(answer) });
    else printVariable(answer, output);
    return 0;
  },
};
