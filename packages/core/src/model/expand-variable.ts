import { setOwnValue, type JsonObject, type JsonValue } from "../json/json-value.js";
import { valueOf, type Field } from "./field.js";
import { selectableValues } from "./selectable-values.js";
import type { BranchModel, RuleModel, VariableModel, WorkspaceModel } from "./workspace-model.js";

/**
 * A variable as one JSON document, in the flat spelling, whatever its file uses:
 * `description`, `type` or `schema` as written, `values` with every inline and
 * external value or catalog entry by key, `env` or `resolve`, and `lint`. What is
 * missing or of the wrong shape is left out, and so are values whose file is
 * broken.
 */
export function expandVariable(model: WorkspaceModel, variable: VariableModel): JsonObject {
  return {
    ...present("description", variable.description),
    ...present("type", variable.type),
    ...present("schema", variable.schema),
    values: expandedValues(model, variable),
    ...expandedSelection(variable),
    ...(variable.lintPath.state === "present" && { lint: { path: variable.lintPath.value } }),
  };
}

/** The values that a variable can select, by key, but for those whose file is broken. */
export function expandedValues(model: WorkspaceModel, variable: VariableModel): JsonObject {
  const values: { [key: string]: JsonValue } = {};
  for (const { key, value, broken } of selectableValues(variable, model)?.values() ?? []) {
    if (broken === undefined) setOwnValue(values, key, value);
  }
  return values;
}

function expandedSelection({ env, branches }: VariableModel): JsonObject {
  if (env.state !== "present") {
    const [resolve] = branches;
    return resolve === undefined ? {} : { resolve: expandedBranch(resolve, "default") };
  }
  const environments: { [name: string]: JsonValue } = {};
  for (const branch of branches) setOwnValue(environments, branch.name, expandedBranch(branch, "value"));
  return { env: environments };
}

function expandedBranch({ selected, ruleList, rules }: BranchModel, selector: "value" | "default"): JsonObject {
  return {
    ...present(selector, selected),
    ...(ruleList.state === "present" && { rule: rules.map(expandedRule) }),
  };
}

function expandedRule({ description, qualifier, value }: RuleModel): JsonObject {
  return { ...present("description", description), ...present("qualifier", qualifier), ...present("value", value) };
}

function present(name: string, field: Field<string>): JsonObject {
  const value = valueOf(field);
  return value === undefined ? {} : { [name]: value };
}
