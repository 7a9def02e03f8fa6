import type { JsonObject } from "../../../json/json-value.js";
import type { Place } from "../../../documents/place.js";
import { expandVariable } from "../../../model/expand-variable.js";
import { placeInValue } from "../../../model/place-in-value.js";
import { selectableValues } from "../../../model/selectable-values.js";
import { variableFields } from "../../../model/variable-fields.js";
import type { ValueModel, VariableModel, WorkspaceModel } from "../../../model/workspace-model.js";
import type { CustomLintReport } from "../../custom-finding.js";
import { defineRule } from "../../rule.js";

export const variableCustomLintFailed = defineRule({
  code: "variable-custom-lint-failed",
  entity: "variable",
  stage: "value",
  severity: "error",
  title: "A custom lint script objects to a variable or to one of its values",
  help: "Change the value, or the script that the variable names under `lint`.",
  why: "The workspace's own policy forbids what the variable says, though the format allows it.",
  examples: {
    reported: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = ⟦9000⟧

[resolve]
default = "standard"

[lint]
path = "../lint/limit.lua"
`,
      "lint/limit.lua": `function lint_value(value)
  if value.value > 5000 then
    return { { message = value.name .. " exceeds 5000" } }
  end
end
`,
    },
    accepted: {
      "variables/limit.toml": `schema_version = 1
type = "int"

[values]
standard = 5000

[resolve]
default = "standard"

[lint]
path = "../lint/limit.lua"
`,
      "lint/limit.lua": `function lint_value(value)
  if value.value > 5000 then
    return { { message = value.name .. " exceeds 5000" } }
  end
end
`,
    },
    customFindings: [
      { kind: "report", variable: "limit", valueKey: "standard", message: "standard exceeds 5000", severity: "error" },
    ],
  },
  *check(variable, context) {
    const findings = context.customFindingsOf(variable.id);
    if (findings.length === 0) return;
    const subject = new ReportedVariable(variable, context.model);
    for (const finding of findings) {
      if (finding.kind !== "report") continue;
      const { message, help, severity, code } = finding;
      yield {
        at: subject.placeOf(finding),
        message,
        ...(help !== undefined && { help }),
        custom: { severity, ...(code !== undefined && { code }) },
      };
    }
  },
});

/** The variable as the script saw it, with the way back to the files. */
class ReportedVariable {
  #document: JsonObject | undefined;
  readonly #values: ReadonlyMap<string, ValueModel>;

  constructor(
    readonly variable: VariableModel,
    readonly model: WorkspaceModel,
  ) {
    this.#values = selectableValues(variable, model) ?? new Map<string, ValueModel>();
  }

  placeOf({ valueKey, field }: CustomLintReport): Place {
    const keys = field?.split(".") ?? [];
    if (valueKey !== undefined) return this.#placeOfValue(valueKey, keys);
    const [first, second, ...rest] = keys;
    if (first === undefined) return this.variable.place;
    if (first === "values" && second !== undefined) return this.#placeOfValue(second, rest);
    this.#document ??= expandVariable(this.model, this.variable);
    return placeInValue(variableFields(this.variable), this.#document, keys);
  }

  #placeOfValue(key: string, keys: readonly string[]): Place {
    const value = this.#values.get(key);
    return value === undefined ? this.variable.place : placeInValue(value.place, value.value, keys);
  }
}
