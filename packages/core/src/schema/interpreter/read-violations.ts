import { jsonPointer, type Step } from "../../json/json-pointer.js";
import { MAY_BE_MORE, MOST_VIOLATIONS } from "../engines/most-violations.js";
import type { Outcome } from "../nodes/outcome.js";
import type { Violation } from "../engines/schema-engine.js";

/**
 * The violations in `outcome`, outer ones first, each place of each part once, however many ways lead there;
 * {@link MAY_BE_MORE} after those of a value that was not checked to its end.
 */
export function* readViolations(outcome: Outcome): Iterable<Violation> {
  const seen = new Map<Outcome, Set<string>>();
  const open = [{ outcome, pointer: "" }];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const { pointer } = here;
    const pointers = seen.get(here.outcome) ?? new Set();
    seen.set(here.outcome, pointers);
    if (pointers.has(pointer)) continue;
    pointers.add(pointer);
    const pointerTo = (step: Step | undefined) => (step === undefined ? pointer : pointer + jsonPointer([step]));
    for (const { step, keyword, messages } of here.outcome.broken) {
      for (const message of messages()) yield { pointer: pointerTo(step), keyword, message };
    }
    // The last goes on the stack first, so that the first is read next.
    for (const { step, outcome: inner } of here.outcome.inner.toReversed()) {
      open.push({ outcome: inner, pointer: pointerTo(step) });
    }
  }
  if (outcome.brokenCount > MOST_VIOLATIONS) yield MAY_BE_MORE;
}
