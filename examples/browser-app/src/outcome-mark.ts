import { element, svg } from "./element.js";
import type { Outcome } from "./explain-decision.js";

const MARKS: Readonly<Record<Outcome, string>> = {
  matched: "M5.5 10.5l3 3 6-7",
  unmatched: "M6.5 6.5l7 7M13.5 6.5l-7 7",
  skipped: "M6 10h8",
};

/** A sign whose shape, not only its colour, says the outcome. The words for it stand beside it. */
export function outcomeMark(outcome: Outcome): Element {
  return svg(
    "svg",
    { viewBox: "0 0 20 20", class: `mark ${outcome}`, "aria-hidden": "true" },
    svg("circle", { cx: "10", cy: "10", r: "9" }),
    svg("path", { d: MARKS[outcome] }),
  );
}

/** The words for an outcome. */
export function outcomeLabel(outcome: Outcome, words: string): HTMLElement {
  return element("span", { class: `outcome ${outcome}` }, words);
}
