import type { PresentField } from "./field.js";
import type { VariableModel } from "./workspace-model.js";

/** One mention of a value key in a branch. */
export interface Selection {
  readonly key: string;
  /** Where the key stands. */
  readonly field: PresentField<string>;
  readonly from: "default" | "rule";
  readonly branch: string;
}

/** Every value key that a variable's branches name: of each branch its default, then its rules in file order. */
export function branchSelections(variable: VariableModel): readonly Selection[] {
  const selections: Selection[] = [];
  for (const { name: branch, selected, rules } of variable.branches) {
    if (selected.state === "present")
      selections.push({ key: selected.value, field: selected, from: "default", branch });
    for (const { value } of rules) {
      if (value.state === "present") selections.push({ key: value.value, field: value, from: "rule", branch });
    }
  }
  return selections;
}
