import { drawShare } from "./draw-share.js";
import { json } from "./draw-value.js";
import { element } from "./element.js";
import type { ExplainedPredicate, ExplainedQualifier, StatedPredicate } from "./explain-decision.js";
import { outcomeLabel, outcomeMark } from "./outcome-mark.js";

const QUALIFIER_WORDS = { matched: "true", unmatched: "false", skipped: "not evaluated" } as const;
const PREDICATE_WORDS = { matched: "matched", unmatched: "not matched", skipped: "not evaluated" } as const;
const HEADS = ["", "Attribute", "Operator", "Expected", "Actual", ""];

/** A qualifier with one row for each predicate. */
export function drawQualifier({ id, match, outcome, predicates }: ExplainedQualifier): HTMLElement {
  const rule = match === "all" ? "true when all match" : "true when any matches";
  return element(
    "div",
    { class: `qualifier ${outcome}` },
    element(
      "p",
      { class: "qualifier-title" },
      outcomeMark(outcome),
      element(
        "span",
        {},
        element("span", {}, "Qualifier ", element("code", {}, id)),
        outcomeLabel(outcome, QUALIFIER_WORDS[outcome]),
        element("span", { class: "remark" }, rule),
      ),
    ),
    element(
      "div",
      { class: "predicates" },
      element(
        "ol",
        {},
        element("li", { class: "heads", "aria-hidden": "true" }, ...HEADS.map((head) => element("span", {}, head))),
        ...predicates.map(drawPredicate),
      ),
    ),
  );
}

/** Below the row: the qualifier that it reads, or where the unit stands among all. */
function drawPredicate({ stated, outcome, evaluated, reference }: ExplainedPredicate): HTMLElement {
  const below = reference ? drawQualifier(reference) : evaluated && drawShare(stated, evaluated);
  return element(
    "li",
    { class: `predicate ${outcome}` },
    outcomeMark(outcome),
    cell("Attribute", element("code", {}, stated.attribute)),
    cell("Operator", element("code", {}, stated.op)),
    cell("Expected", drawExpected(stated)),
    cell("Actual", drawActual(evaluated)),
    outcomeLabel(outcome, PREDICATE_WORDS[outcome]),
    ...(below ? [element("div", { class: "below" }, below)] : []),
  );
}

function cell(label: string, content: Node): HTMLElement {
  return element("div", { class: "cell" }, element("span", { class: "cell-label" }, label), content);
}

function drawExpected(stated: StatedPredicate): HTMLElement {
  if (!("range" in stated)) return json(stated.value);
  const [from, to] = stated.range;
  const range = `${from} to ${to}${stated.op === "rollout" ? " %" : ""}`;
  return element("span", {}, element("code", { class: "json number" }, range), ", salt ", json(stated.salt));
}

function drawActual(evaluated: ExplainedPredicate["evaluated"]): HTMLElement {
  if (evaluated?.actual !== undefined) return json(evaluated.actual);
  return element("span", { class: "remark" }, evaluated === undefined ? "not read" : "missing");
}
