import type { Place } from "../documents/place.js";
import type { VariableModel } from "./workspace-model.js";

/** One mention of a value key in a branch. */
export interface Selection {
  readonly key: string;
  readonly place: Place;
  readonly from: "default" | "rule";
  readonly branch: string;
}

/** Every value key that a variable's branches name: of each branch its default, then its rules in file order. */
export function* branchSelections(variable: VariableModel): Generator<Selection> {
  for (const { name: branch, selected, rules } of variable.branches) {
    if (selected.state === "present") yield { key: selected.value, place: selected.place, from: "default", branch };
    for (const { value } of rules) {
      if (value.state === "present") yield { key: value.value, place: value.place, from: "rule", branch };
    }
  }
}
