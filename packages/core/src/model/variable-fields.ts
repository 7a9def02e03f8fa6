import type { Place } from "../documents/place.js";
import type { VariableModel } from "./workspace-model.js";

/** Where the fields of a variable stand: the top level of its file, or its `[variable]` table. */
export function variableFields({ type }: VariableModel): Place {
  if (type.state === "missing") return type.place;
  return { path: type.place.path, steps: type.place.steps?.slice(0, -1) ?? [] };
}
