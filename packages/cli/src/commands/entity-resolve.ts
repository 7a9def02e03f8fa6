import type { Command } from "../arguments/command.js";
import { answerEntity } from "../output/entity-answer.js";
import type { EntityKind } from "../workspace/entity-kind.js";
import { openScope } from "../workspace/open-scope.js";
import { idPositional, resolveOptions } from "./shared-definitions.js";

const DESCRIPTIONS: Readonly<Record<EntityKind, string>> = {
  qualifier: "Print whether a qualifier is true for a context",
  variable: "Print the value of a variable for an environment and context",
};

const EXAMPLES: Readonly<Record<EntityKind, string>> = {
  qualifier: "enterprise-accounts",
  variable: "limits --env prod",
};

/** `rototo KIND resolve ID` */
export function entityResolve(kind: EntityKind): Command {
  const example = `${kind} resolve ${EXAMPLES[kind]}`;
  return {
    path: [kind, "resolve"],
    description: DESCRIPTIONS[kind],
    positionals: [idPositional(kind)],
    options: resolveOptions,
    examples: [
      [`${example} --context account.plan=enterprise`, "with one fact"],
      [`${example} --context @request.json --trace`, "with a context file, explained"],
    ],
    async run(invocation) {
      const { arguments: given, output } = invocation;
      const { name, scope } = await openScope(invocation, kind);
      const answer = answerEntity(kind, scope, given.required("id"), given.flag("trace"));
      if (output.json) output.document({ workspace: name, ...answer.json });
      else answer.print(output);
      return 0;
    },
  };
}
