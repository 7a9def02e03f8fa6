import { isComposite } from "./json-value.js";

/** Freezes `value` and everything in it, however deep, and returns it. Plain data only. */
export function deepFreeze<T>(value: T): T {
  if (!isComposite(value)) return value;
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (isComposite(next)) for (const member of Object.values(Object.freeze(next))) pending.push(member);
  }
  return value;
}
