import { branchSelections } from "../model/branch-selections.js";
import { valueOf } from "../model/field.js";
import { FALLBACK_ENVIRONMENT } from "../model/read-manifest.js";
import { selectableValues } from "../model/selectable-values.js";
import { catalogSchemaPath, variableType } from "../model/variable-type.js";
import type { CatalogModel, VariableModel, WorkspaceModel } from "../model/workspace-model.js";
import type { AcceptedModel } from "../lint/accepted-model.js";
import { deepFreeze } from "../json/deep-freeze.js";
import { compileBranch } from "./compile-branch.js";
import { compileContext } from "./compile-context.js";
import { compilePatterns } from "./compile-patterns.js";
import { compileQualifier } from "./compile-qualifier.js";
import { compileSchemas } from "./compile-schemas.js";
import type {
  CompiledCatalog,
  CompiledSelection,
  CompiledType,
  CompiledValue,
  CompiledVariable,
  CompiledWorkspace,
} from "./compiled-workspace.js";

/**
 * Makes plain, frozen, serialisable data of an accepted model. What an unlinted
 * model leaves unclear is left out.
 */
export function compileWorkspace(accepted: AcceptedModel): CompiledWorkspace {
  const { model, linted } = accepted;
  const { manifest } = model;
  const qualifiers = [...model.qualifiers.values()].flatMap((qualifier) => compileQualifier(qualifier) ?? []);
  const variables = [...model.variables.values()].flatMap((variable) => compileVariable(variable, model) ?? []);
  const schemas = compileSchemas(
    model,
    linted ? [] : variables.flatMap(({ type }) => ("schema" in type ? [type.schema] : [])),
  );
  const patterns = compilePatterns(schemas);
  return deepFreeze({
    environments: manifest.environments ?? null,
    context:
      manifest.contextSchemaPath === undefined
        ? null
        : compileContext(manifest.contextSchemaPath, qualifiers, model.schemaResources),
    qualifiers,
    catalogs: [...model.catalogs.values()].map(compileCatalog),
    variables,
    schemas,
    ...(patterns.length > 0 && { patterns }),
    linted,
  });
}

function compileCatalog(catalog: CatalogModel): CompiledCatalog {
  return { id: catalog.id, entries: compileValues(catalog.entries) };
}

function compileValues(values: VariableModel["values"]): readonly CompiledValue[] {
  return [...values.values()].filter(({ broken }) => broken === undefined).map(({ key, value }) => ({ key, value }));
}

function compileVariable(variable: VariableModel, model: WorkspaceModel): CompiledVariable | undefined {
  const type = compileType(variable, model);
  const selection = compileSelection(variable);
  const values = selectableValues(variable, model);
  if (variable.broken !== undefined || type === undefined || selection === undefined || values === undefined)
    return undefined;
  for (const { key } of branchSelections(variable))
    if (!values.has(key) || values.get(key)?.broken !== undefined) return undefined;
  return { id: variable.id, type, values: type.kind === "catalog" ? [] : compileValues(variable.values), selection };
}

function compileType(variable: VariableModel, model: WorkspaceModel): CompiledType | undefined {
  const type = variableType(variable);
  if (type?.kind === "schema") return type.path === undefined ? undefined : { kind: "schema", schema: type.path };
  if (type?.kind !== "catalog") return type;
  const catalog = model.catalogs.get(type.catalog);
  const schema = catalog && catalogSchemaPath(catalog);
  return schema === undefined ? undefined : { ...type, schema };
}

function compileSelection(variable: VariableModel): CompiledSelection | undefined {
  if (valueOf(variable.resolve) !== undefined) {
    const branch = variable.branches.find(({ name }) => name === "resolve");
    const compiled = branch && compileBranch(branch);
    return compiled && { kind: "resolve", branch: compiled };
  }
  const environments = variable.branches.flatMap((branch) => {
    const compiled = compileBranch(branch);
    return compiled === undefined ? [] : [{ name: branch.name, branch: compiled }];
  });
  const fallback = environments.find(({ name }) => name === FALLBACK_ENVIRONMENT)?.branch;
  if (fallback === undefined) return undefined;
  return { kind: "env", fallback, environments: environments.filter(({ name }) => name !== FALLBACK_ENVIRONMENT) };
}
