import type { Snapshot } from "@rototo/core";
import type { Command } from "../arguments/command.js";
import { describeTally, tallyOf } from "../output/count.js";
import { diagnosticsJson } from "../output/diagnostics-json.js";
import { entityListJson, entityListText } from "../output/entity-listing.js";
import type { Paint } from "../output/output.js";
import { printable } from "../output/printable.js";
import { lintOpenWorkspace } from "../workspace/lint-open-workspace.js";
import { loadWorkspaceOf, openDocuments } from "../workspace/open-workspace.js";
import { listWorkspace, type ListedEntity } from "../workspace/workspace-listing.js";
import { sourcePositional } from "./shared-definitions.js";

/** `rototo workspace inspect [SOURCE]` */
export const workspaceInspect: Command = {
  path: ["workspace", "inspect"],
  description: "Show what a workspace holds",
  positionals: [sourcePositional],
  examples: [["workspace inspect ./config", "environments, qualifiers, variables, catalogs and diagnostics"]],
  async run(invocation) {
    const { output } = invocation;
    const loaded = await loadWorkspaceOf(invocation);
    const { environments, contextSchema, qualifiers, variables, catalogs } = listWorkspace(loaded);
    // A snapshot was linted when it was built.
    const { diagnostics } =
      loaded.documents === undefined ? { diagnostics: [] } : await lintOpenWorkspace(openDocuments(loaded), invocation);
    const tally = tallyOf(diagnostics);
    if (output.json) {
      output.document({
        workspace: loaded.name,
        environments,
        qualifiers: entityListJson("qualifier", qualifiers),
        variables: entityListJson("variable", variables),
        catalogs: entityListJson("catalog", catalogs),
        diagnostics: diagnosticsJson(diagnostics),
      });
    } else {
      const { paint } = output;
      output.lines(
        paint.bold(printable(loaded.name)),
        loaded.snapshot === undefined ? [] : `snapshot of: ${printable(originOf(loaded.snapshot))}`,
        `environments: ${environments.map(printable).join(", ") || "none"}`,
        `context schema: ${printable(contextSchema ?? "none")}`,
        await section("qualifiers", qualifiers, paint),
        await section("variables", variables, paint),
        await section("catalogs", catalogs, paint),
        `diagnostics: ${describeTally(tally)}`,
      );
    }
    return tally.errors > 0 ? 1 : 0;
  },
};

function originOf({ source, fingerprint }: Snapshot): string {
  return `${source} (${fingerprint})`;
}

async function section(title: string, entities: readonly ListedEntity[], paint: Paint): Promise<string[]> {
  return [`${paint.bold(title)} (${entities.length})`, ...(await entityListText(entities)).map((line) => `  ${line}`)];
}
