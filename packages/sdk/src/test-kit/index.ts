export { CollectingSink } from "./collecting-sink.js";
export { ControllableClock } from "./controllable-clock.js";
export { ControllableSource } from "./controllable-source.js";
export {
  workspaceFiles,
  type BranchDefinition,
  type PredicateDefinition,
  type QualifierDefinition,
  type SelectedValues,
  type VariableDefinition,
  type WorkspaceDefinition,
} from "./workspace-files.js";
