import type { Command } from "../arguments/command.js";
import { answerQualifier, printQualifier, qualifierJson } from "../output/qualifier-resolution.js";
import { openScope } from "../workspace/open-scope.js";
import { resolveOptions } from "./shared-definitions.js";

/** `rototo qualifier resolve-all` */
export const qualifierResolveAll: Command = {
  path: ["qualifier", "resolve-all"],
  description: "Print for every qualifier whether it is true for a context",
  options: resolveOptions,
  examples: [["qualifier resolve-all --context @request.json", "every condition for one request"]],
  async run(invocation) {
    const { arguments: given, output } = invocation;
    const { name, resolver, scope } = await openScope(invocation, "qualifier");
    const answers = resolver.qualifierIds.map((id) => answerQualifier(scope, id, given.flag("trace")));
    if (output.json) output.document({ workspace: name, values: answers.map(qualifierJson) });
    else for (const answer of answers) printQualifier(answer, output);
    return 0;
  },
};
