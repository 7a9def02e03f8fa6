import type { Command } from "../arguments/command.js";
import { answerQualifier, printQualifier, qualifierJson } from "../output/qualifier-resolution.js";
import { openScope } from "../workspace/open-scope.js";
import { idPositional, resolveOptions } from "./shared-definitions.js";

/** `rototo qualifier resolve ID` */
export const qualifierResolve: Command = {
  path: ["qualifier", "resolve"],
  description: "Print whether a qualifier is true for a context",
  positional: idPositional("qualifier"),
  options: resolveOptions,
  examples: [
    ["qualifier resolve enterprise-accounts --context account.plan=enterprise", "with one fact"],
    ["qualifier resolve enterprise-accounts --context @request.json --trace", "with a context file, explained"],
  ],
  async run(invocation) {
    const { arguments: given, output } = invocation;
    const { name, scope } = await openScope(invocation, "qualifier");
    const answer = answerQualifier(scope, given.required("id"), given.flag("trace"));
    if (output.json) output.document({ workspace: name, ...qualifierJson(answer) });
    else printQualifier(answer, output);
    return 0;
  },
};
