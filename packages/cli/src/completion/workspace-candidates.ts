import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createDocuments, documentKind, MANIFEST_PATH, readWorkspace, rules } from "@rototo/core";
import { findWorkspaceRoot, parseSource } from "@rototo/sources";
import type { Candidate, CompletionWorld } from "./candidate.js";

/**
 * Ids, environments and codes to choose from. File names tell the ids, so nothing
 * but the manifest is read, however large the workspace is.
 */
export function workspaceCandidates(
  wanted: "variable" | "qualifier" | "environment" | "diagnostic-code",
  workspace: string | undefined,
  world: CompletionWorld,
): readonly Candidate[] {
  if (wanted === "diagnostic-code") {
    return rules.map(({ code, title }) => ({ text: `rototo/${code}`, description: title }));
  }
  const root = workspaceRoot(workspace, world);
  if (root === undefined) return [];
  const names = wanted === "environment" ? environmentsOf(root) : idsOf(root, wanted);
  return names.map((text) => ({ text, description: "" }));
}

function workspaceRoot(workspace: string | undefined, { cwd, home }: CompletionWorld): string | undefined {
  if (workspace === undefined) return findWorkspaceRoot(cwd);
  const text = home !== undefined && workspace.startsWith("~/") ? join(home, workspace.slice(2)) : workspace;
  const source = parseSource(text, { cwd });
  // A person who presses TAB does not wait for a network.
  return source.kind === "local" ? source.directory : undefined;
}

function idsOf(root: string, wanted: "variable" | "qualifier"): string[] {
  const folder = `${wanted}s`;
  return readdirSync(join(root, folder))
    .flatMap((name) => {
      const kind = documentKind(`${folder}/${name}`);
      return kind?.kind === wanted ? [kind.id] : [];
    })
    .sort();
}

function environmentsOf(root: string): readonly string[] {
  const manifest = readFileSync(join(root, MANIFEST_PATH), "utf8");
  return readWorkspace(createDocuments({ [MANIFEST_PATH]: manifest })).manifest.environments ?? [];
}
