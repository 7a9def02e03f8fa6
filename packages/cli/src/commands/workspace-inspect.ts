import type { Command } from "../arguments/command.js";
import { describeTally, tallyOf } from "../output/count.js";
import { diagnosticsJson } from "../output/diagnostics-json.js";
import { entityListJson, entityListText, type ListedEntity } from "../output/entity-listing.js";
import type { Paint } from "../output/output.js";
import { printable } from "../output/printable.js";
import { lintOpenWorkspace } from "../workspace/lint-open-workspace.js";
import { openWorkspace } from "../workspace/open-workspace.js";
import { sourcePositional } from "./shared-definitions.js";

/** `rototo workspace inspect [SOURCE]` */
export const workspaceInspect: Command = {
  path: ["workspace", "inspect"],
  description: "Show what a workspace holds",
  positional: sourcePositional,
  examples: [["workspace inspect ./config", "environments, qualifiers, variables, catalogs and diagnostics"]],
  async run(invocation) {
    const { output } = invocation;
    const workspace = await openWorkspace(invocation);
    const { model, name } = workspace;
    const { diagnostics } = await lintOpenWorkspace(workspace);
    const environments = model.manifest.environments ?? [];
    const qualifiers = [...model.qualifiers.values()];
    const variables = [...model.variables.values()];
    const catalogs = [...model.catalogs.values()];
    const tally = tallyOf(diagnostics);
    if (output.json) {
      output.document({
        workspace: name,
        environments,
        qualifiers: entityListJson("qualifier", qualifiers),
        variables: entityListJson("variable", variables),
        catalogs: entityListJson("catalog", catalogs),
        diagnostics: diagnosticsJson(diagnostics),
      });
    } else {
      const { paint } = output;
      output.lines(
        paint.bold(printable(name)),
        `environments: ${environments.map(printable).join(", ") || "none"}`,
        `context schema: ${printable(model.manifest.contextSchemaPath ?? "none")}`,
        ...section("qualifiers", qualifiers, paint),
        ...section("variables", variables, paint),
        ...section("catalogs", catalogs, paint),
        `diagnostics: ${describeTally(tally)}`,
      );
    }
    return tally.errors > 0 ? 1 : 0;
  },
};

function section(title: string, entities: readonly ListedEntity[], paint: Paint): string[] {
  return [`${paint.bold(title)} (${entities.length})`, ...entityListText(entities).map((line) => `  ${line}`)];
}
