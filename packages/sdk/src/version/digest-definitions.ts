import { hash } from "node:crypto";
import type { CompiledWorkspace } from "@rototo/core";
import type { DefinitionDigests } from "./workspace-version.js";

/** Digests every definition of a workspace. */
export function digestDefinitions(compiled: CompiledWorkspace): DefinitionDigests {
  const { environments, context, schemas } = compiled;
  const catalogs = new Map(compiled.catalogs.map((catalog) => [catalog.id, digest(catalog)]));
  return {
    catalogs,
    qualifiers: new Map(compiled.qualifiers.map((qualifier) => [qualifier.id, digest(qualifier)])),
    variables: new Map(
      compiled.variables.map((variable) => {
        const { type } = variable;
        return [variable.id, digest(type.kind === "catalog" ? [variable, catalogs.get(type.catalog)] : variable)];
      }),
    ),
    workspace: digest({ environments, context, schemas }),
  };
}

function digest(definition: unknown): string {
  return hash("sha256", JSON.stringify(definition), "base64url");
}
