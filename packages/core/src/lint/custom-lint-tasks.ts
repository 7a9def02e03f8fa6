import { customLintScript } from "../model/custom-lint-script.js";
import { expandedValues } from "../model/expand-variable.js";
import { valueOf, type Field } from "../model/field.js";
import { selectableValues } from "../model/selectable-values.js";
import { writtenVariable } from "../model/written-variable.js";
import type { RuleModel, VariableModel, WorkspaceModel } from "../model/workspace-model.js";
import { setOwnValue } from "../json/json-value.js";
import type {
  CustomLintEnvironmentBranch,
  CustomLintResolveBranch,
  CustomLintRule,
  CustomLintTask,
} from "./custom-lint-task.js";

/**
 * The custom lints to run: one task for each variable that declares a script, in
 * id order. A variable is left out when its file or one of its values could not
 * be read, or when there is no such script: lint reports that itself, and a script
 * could only stumble over it. Branches and rules that lack a field are left out.
 */
export function customLintTasks(model: WorkspaceModel): readonly CustomLintTask[] {
  return [...model.variables.values()].flatMap((variable) => customLintTask(model, variable) ?? []);
}

function customLintTask(model: WorkspaceModel, variable: VariableModel): CustomLintTask | undefined {
  const script = customLintScript(variable);
  const source = script === undefined ? undefined : model.customLints.get(script);
  if (script === undefined || source === undefined || !isReadable(model, variable)) return undefined;
  const { id, path, description, type, schema } = variable;
  return {
    variable: {
      id,
      uri: `variable://${id}`,
      path,
      ...text("description", description),
      ...text("type", type),
      ...text("schema", schema),
      values: expandedValues(model, variable),
      ...selectionOf(variable),
      toml: writtenVariable(variable),
      workspace: { environments: model.manifest.environments ?? [] },
    },
    script,
    source,
  };
}

function isReadable(model: WorkspaceModel, variable: VariableModel): boolean {
  const values = selectableValues(variable, model);
  if (variable.broken !== undefined || variable.inlineValues.state === "invalid" || values === undefined) return false;
  return [...values.values(), ...variable.duplicateValues.map(({ external }) => external)].every(
    ({ broken }) => broken === undefined,
  );
}

function selectionOf({ env, branches }: VariableModel): {
  readonly env?: Readonly<Record<string, CustomLintEnvironmentBranch>>;
  readonly resolve?: CustomLintResolveBranch;
} {
  if (env.state === "present") {
    const environments: Record<string, CustomLintEnvironmentBranch> = {};
    for (const { name, selected, rules } of branches) {
      if (selected.state !== "present") continue;
      setOwnValue(environments, name, { value: selected.value, rule: rules.flatMap(ruleOf) });
    }
    return { env: environments };
  }
  const [branch] = branches;
  if (branch?.selected.state !== "present") return {};
  return { resolve: { default: branch.selected.value, rule: branch.rules.flatMap(ruleOf) } };
}

function ruleOf({ description, qualifier, value }: RuleModel): CustomLintRule[] {
  if (qualifier.state !== "present" || value.state !== "present") return [];
  return [{ ...text("description", description), qualifier: qualifier.value, value: value.value }];
}

function text<N extends string>(name: N, field: Field<string>): { readonly [K in N]?: string } {
  const value = valueOf(field);
  return value === undefined ? {} : ({ [name]: value } as { readonly [K in N]?: string });
}
