import { acceptUnlinted, compileWorkspace, link, linkUnlinted, type Resolver } from "@rototo/core";
import type { Invocation } from "../arguments/command.js";
import { workspaceHasErrors } from "../failure/workspace-invalid-error.js";
import { printable } from "../output/printable.js";
import { chooseSchemaEngine } from "./choose-schema-engine.js";
import type { EntityKind } from "./entity-kind.js";
import { lintOpenWorkspace } from "./lint-open-workspace.js";
import { neededPaths } from "./needed-paths.js";
import type { OpenWorkspace } from "./open-workspace.js";

/**
 * A resolver for a workspace that lint accepts, or, with `--lint skip`, for what can be
 * read of any; a person is then told that.
 *
 * @param asked What the call is about.
 * @throws {WorkspaceInvalidError} for one with errors; without lint, when what was asked for has them.
 */
export async function linkOpenWorkspace(
  workspace: OpenWorkspace,
  invocation: Invocation,
  asked: EntityKind,
): Promise<Resolver> {
  if (invocation.arguments.text("lint") === "skip") return linkWithoutLint(workspace, invocation, asked);
  const { accepted, diagnostics, schemaEngine } = await lintOpenWorkspace(workspace, invocation);
  if (accepted !== undefined) return link(compileWorkspace(accepted), { schemaEngine });
  throw workspaceHasErrors(workspace, diagnostics);
}

async function linkWithoutLint(workspace: OpenWorkspace, invocation: Invocation, asked: EntityKind): Promise<Resolver> {
  const { documents, model, name } = workspace;
  const { arguments: given, output } = invocation;
  const schemaEngine = await chooseSchemaEngine(documents);
  const resolver = linkUnlinted(compileWorkspace(acceptUnlinted(model)), { schemaEngine });
  const broken = [
    ...leftOut("qualifier", model.qualifiers, resolver.qualifierIds),
    ...leftOut("variable", model.variables, resolver.variableIds),
  ];
  const id = given.text("id");
  if (id !== undefined && broken.includes(`${asked}:${id}`)) {
    const { diagnostics } = await lintOpenWorkspace(workspace, invocation);
    const needed = neededPaths(model, asked, id);
    throw workspaceHasErrors(
      workspace,
      diagnostics.filter(({ path }) => needed.has(path)),
    );
  }
  if (output.quiet) return resolver;
  const remark = broken.length === 0 ? "" : `; too broken to answer: ${broken.join(", ")}`;
  output.errorLines(
    `${output.errorPaint.yellow("not linted:")} ${printable(`${name}, which may hold errors${remark}`)}`,
    `  ${output.errorPaint.cyan("help:")} rototo workspace lint shows what it finds`,
  );
  return resolver;
}

function leftOut(kind: EntityKind, all: ReadonlyMap<string, unknown>, answering: readonly string[]): string[] {
  const known = new Set(answering);
  return [...all.keys()].filter((id) => !known.has(id)).map((id) => `${kind}:${id}`);
}
