import { emitWarning } from "../emit-warning.js";

let hasWarned = false;

/** Says once in a process that contexts are checked by the slower interpreter, and why. */
export function warnOfInterpreter(): void {
  const reason = hasWarned ? undefined : whyNotGenerated();
  if (reason === undefined) return;
  hasWarned = true;
  emitWarning("ROTOTO_NO_CODE", `rototo checks contexts without generated code, which is slower: ${reason}`);
}

function whyNotGenerated(): string | undefined {
  // What generated code would take for a property of the context.
  for (const name in {}) return `every object inherits the property ${JSON.stringify(name)}`;
  try {
    // Whether it is allowed shows only in doing it.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    new Function("");
    return undefined;
  } catch {
    return "this process forbids to generate code";
  }
}
