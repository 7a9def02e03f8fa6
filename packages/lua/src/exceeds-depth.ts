import type { JsonValue } from "@rototo/core";

/** True when objects and lists nest deeper than `limit` in one of `values`. Safe at any depth. */
export function exceedsDepth(values: Readonly<Record<string, JsonValue>>, limit: number): boolean {
  let level: unknown[] = Object.values(values);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((value): unknown[] =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}
