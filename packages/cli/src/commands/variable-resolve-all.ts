import type { Command } from "../arguments/command.js";
import { answerVariable, printVariable, variableJson } from "../output/variable-resolution.js";
import { openScope } from "../workspace/open-scope.js";
import { resolveOptions } from "./shared-definitions.js";

/** `rototo variable resolve-all` */
export const variableResolveAll: Command = {
  path: ["variable", "resolve-all"],
  description: "Print the value of every variable for an environment and context",
  options: resolveOptions,
  examples: [["variable resolve-all --env prod --context @request.json", "everything one request would get"]],
  async run(invocation) {
    const { arguments: given, output } = invocation;
    const { name, resolver, scope } = await openScope(invocation, "variable");
    const answers = resolver.variableIds.map((id) => answerVariable(scope, id, given.flag("trace")));
    if (output.json) output.document({ workspace: name, values: answers.map(variableJson) });
    else for (const answer of answers) printVariable(answer, output);
    return 0;
  },
};
