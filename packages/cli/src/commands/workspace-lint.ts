import type { Diagnostic } from "@rototo/core";
import type { Command, Invocation } from "../arguments/command.js";
import { usageError } from "../failure/command-error.js";
import { exitStatusOf, type ExitStatus } from "../failure/exit-status.js";
import { diagnosticsJson } from "../output/diagnostics-json.js";
import { repositoryPaths } from "../output/repository-path.js";
import { reportDiagnostics } from "../output/report-diagnostics.js";
import { lintOpenWorkspace } from "../workspace/lint-open-workspace.js";
import { openWorkspaceToLint, type WorkspaceToLint } from "../workspace/open-workspace.js";
import { withWayOut } from "../workspace/require-manifest.js";
import { suggestEntity } from "../workspace/suggest-entity.js";
import { sourcePositional } from "./shared-definitions.js";

const FORMATS = ["text", "json", "sarif", "github", "junit"] as const;
type Format = (typeof FORMATS)[number];

/** `rototo workspace lint [SOURCE]` */
export const workspaceLint: Command = {
  path: ["workspace", "lint"],
  description: "Check everything in a workspace",
  positionals: [sourcePositional],
  options: [
    { name: "format", value: "FORMAT", description: "How to report", choices: FORMATS },
    {
      name: "base",
      value: "DIR",
      description:
        "Directory that paths of github and sarif start from; without it GITHUB_WORKSPACE, else the top of the git checkout, else the working directory",
      completes: "directory",
    },
  ],
  examples: [
    ["workspace lint ./config", "check the workspace in ./config"],
    ["workspace lint --format sarif > lint.sarif", "report to a code scanner"],
  ],
  async run(invocation) {
    const format = readFormat(invocation);
    const source = invocation.arguments.text("source") ?? "";
    if (/^(?:variable|qualifier|catalog|resource):/.test(source)) {
      throw usageError(`SOURCE is a workspace, which ${source} is not`, {
        help: suggestEntity(invocation) ?? "`rototo workspace lint` checks everything that the workspace holds",
      });
    }
    const opened = await openWorkspaceToLint(invocation);
    const { workspace, missing } = opened;
    const { diagnostics } = await lintOpenWorkspace(workspace, invocation);
    const described = diagnostics.map((diagnostic) => withWayOut(diagnostic, workspace.root));
    if (missing === undefined) return report(format, described, opened, invocation);
    // The error knows whether something else is there, and what was probably meant.
    const help = suggestEntity(invocation);
    await report(
      format,
      described.map((diagnostic) => ({ ...diagnostic, message: missing.message, ...(help !== undefined && { help }) })),
      opened,
      invocation,
    );
    return exitStatusOf(missing.code);
  },
};

function readFormat({ arguments: given, output }: Invocation): Format {
  const format = FORMATS.find((known) => known === given.text("format"));
  if (output.json && format !== undefined && format !== "json")
    throw usageError(`--json and --format ${format} exclude each other`);
  return output.json ? "json" : (format ?? "text");
}

async function report(
  format: Format,
  diagnostics: readonly Diagnostic[],
  { workspace, source }: WorkspaceToLint,
  { arguments: given, output, session }: Invocation,
): Promise<ExitStatus> {
  const paths = () => repositoryPaths({ source, root: workspace.root, base: given.text("base"), session });
  const status = diagnostics.some(({ severity }) => severity === "error") ? 1 : 0;
  switch (format) {
    case "text":
      return reportDiagnostics(diagnostics, workspace, workspace.name, output);
    case "json":
      output.document({ workspace: workspace.name, diagnostics: diagnosticsJson(diagnostics) });
      return status;
    case "sarif": {
      const { diagnosticsSarif } = await import("../output/diagnostics-sarif.js");
      output.document(diagnosticsSarif(diagnostics, workspace.root, paths()));
      return status;
    }
    case "github": {
      const { diagnosticsGithub } = await import("../output/diagnostics-github.js");
      output.raw(diagnosticsGithub(diagnostics, workspace.root, paths()));
      return status;
    }
    case "junit": {
      const { diagnosticsJunit } = await import("../output/diagnostics-junit.js");
      output.raw(diagnosticsJunit(diagnostics, workspace.documents, workspace.name));
      return status;
    }
  }
}
