import type { CompiledWorkspace } from "../compile/compiled-workspace.js";
import type { PatternTable } from "../schema/nodes/schema-pattern.js";

/** The automata of `workspace` by their patterns. */
export function patternTable({ patterns = [] }: CompiledWorkspace): PatternTable {
  return new Map(patterns.map(({ source, automaton }) => [source, automaton]));
}
