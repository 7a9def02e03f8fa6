import { byCodeUnit } from "../json/code-unit-order.js";
import { isJsonObject, ownValue, type JsonValue } from "../json/json-value.js";
import { findAutomaton } from "../schema/checks/judge-pattern.js";
import type { CompiledPattern, CompiledSchema } from "./compiled-workspace.js";

/**
 * The automata of the patterns in `schemas`, in the order of the patterns. What only
 * looks like a pattern, in an example, is taken for one.
 */
export function compilePatterns(schemas: readonly CompiledSchema[]): readonly CompiledPattern[] {
  const sources = new Set<string>();
  const open: JsonValue[] = schemas.map(({ schema }) => schema);
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) for (const item of value as readonly JsonValue[]) open.push(item);
    if (!isJsonObject(value)) continue;
    const pattern = ownValue(value, "pattern");
    if (typeof pattern === "string") sources.add(pattern);
    const named = ownValue(value, "patternProperties");
    if (isJsonObject(named)) for (const name of Object.keys(named)) sources.add(name);
    for (const inner of Object.values(value)) open.push(inner);
  }
  return [...sources].sort(byCodeUnit).flatMap((source) => {
    const automaton = findAutomaton(source);
    return automaton === undefined ? [] : [{ source, automaton }];
  });
}
