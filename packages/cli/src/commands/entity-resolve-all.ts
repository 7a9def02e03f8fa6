import type { Command } from "../arguments/command.js";
import { answerEntity } from "../output/entity-answer.js";
import type { EntityKind } from "../workspace/entity-kind.js";
import { openScope } from "../workspace/open-scope.js";
import { resolveOptions } from "./shared-definitions.js";

const DESCRIPTIONS: Readonly<Record<EntityKind, string>> = {
  qualifier: "Print for every qualifier whether it is true for a context",
  variable: "Print the value of every variable for an environment and context",
};

const EXAMPLES: Readonly<Record<EntityKind, readonly [call: string, description: string]>> = {
  qualifier: ["qualifier resolve-all --context @request.json", "every condition for one request"],
  variable: ["variable resolve-all --env prod --context @request.json", "everything one request would get"],
};

/** `rototo KIND resolve-all` */
export function entityResolveAll(kind: EntityKind): Command {
  return {
    path: [kind, "resolve-all"],
    description: DESCRIPTIONS[kind],
    options: resolveOptions,
    examples: [EXAMPLES[kind]],
    async run(invocation) {
      const { arguments: given, output } = invocation;
      const { name, resolver, scope } = await openScope(invocation, kind);
      const ids = kind === "qualifier" ? resolver.qualifierIds : resolver.variableIds;
      const answers = ids.map((id) => answerEntity(kind, scope, id, given.flag("trace")));
      if (output.json) output.document({ workspace: name, values: answers.map(({ json }) => json) });
      else for (const answer of answers) answer.print(output);
      return 0;
    },
  };
}
