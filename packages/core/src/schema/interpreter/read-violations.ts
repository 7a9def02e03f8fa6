import { jsonPointer } from "../../json/json-pointer.js";
import type { Outcome } from "../nodes/outcome.js";
import type { Violation } from "../engines/schema-engine.js";

/** The violations in `outcome`, each place of each part once, however many ways lead there. */
export function* readViolations(outcome: Outcome): Iterable<Violation> {
  const seen = new Map<Outcome, Set<string>>();
  const open = [{ outcome, pointer: "" }];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const { pointer } = here;
    const pointers = seen.get(here.outcome) ?? new Set();
    seen.set(here.outcome, pointers);
    if (pointers.has(pointer)) continue;
    pointers.add(pointer);
    for (const { step, keyword, message } of here.outcome.broken) {
      yield { pointer: step === undefined ? pointer : pointer + jsonPointer([step]), keyword, message };
    }
    for (const { step, outcome: inner } of here.outcome.inner) {
      open.push({ outcome: inner, pointer: step === undefined ? pointer : pointer + jsonPointer([step]) });
    }
  }
}
