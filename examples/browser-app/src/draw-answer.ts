import { describeReason } from "./describe-reason.js";
import { drawQualifier } from "./draw-qualifier.js";
import { drawValue } from "./draw-value.js";
import { element } from "./element.js";
import type { ExplainedRule, Explanation, Outcome } from "./explain-decision.js";
import { outcomeLabel, outcomeMark } from "./outcome-mark.js";

const RULE_WORDS = { matched: "matched", unmatched: "not matched", skipped: "not tried" } as const;
const OTHERWISE_WORDS = { matched: "taken", skipped: "not needed" } as const;

/** The value, then each step that led to it. */
export function drawAnswer(explanation: Explanation): HTMLElement[] {
  return [drawDecision(explanation), drawSteps(explanation)];
}

function drawDecision(explanation: Explanation): HTMLElement {
  const { id, valueKey, value } = explanation.resolution;
  return element(
    "section",
    { class: "panel decision", "aria-labelledby": "decision" },
    element("p", { class: "eyebrow" }, element("code", {}, id), " is"),
    element("h2", { id: "decision" }, valueKey),
    element("p", { class: "reason" }, describeReason(explanation)),
    drawValue(value),
  );
}

function drawSteps(explanation: Explanation): HTMLElement {
  const { branch, rules, otherwise } = explanation;
  const { outcome, valueKey } = otherwise;
  const branchTitle = [element("code", {}, branch === "resolve" ? "[resolve]" : `[env.${branch}]`)];
  const branchRemark = element("p", { class: "remark" }, describeBranch(explanation));
  return element(
    "section",
    { class: "panel", "aria-labelledby": "steps" },
    element("h2", { id: "steps" }, "How it was decided"),
    element(
      "ol",
      { class: "steps" },
      drawStep("matched", "Branch", branchTitle, branchRemark),
      ...rules.map(drawRule),
      drawStep(outcome, rules.length === 0 ? "Value" : "Otherwise", [
        selected(valueKey),
        outcomeLabel(outcome, OTHERWISE_WORDS[outcome]),
      ]),
    ),
  );
}

function drawRule({ qualifierId, valueKey, outcome, qualifier }: ExplainedRule, index: number): HTMLElement {
  const title = [element("code", {}, qualifierId), selected(valueKey), outcomeLabel(outcome, RULE_WORDS[outcome])];
  return drawStep(outcome, `Rule ${index + 1}`, title, qualifier && drawQualifier(qualifier));
}

function drawStep(outcome: Outcome, name: string, title: readonly Node[], below?: Node): HTMLElement {
  return element(
    "li",
    { class: `step ${outcome}` },
    outcomeMark(outcome),
    element("h3", {}, element("span", { class: "step-name" }, name), ...title),
    ...(below === undefined ? [] : [below]),
  );
}

function selected(valueKey: string): HTMLElement {
  return element("span", { class: "selected" }, "→ ", element("b", {}, valueKey));
}

function describeBranch({ branch, resolution: { environment } }: Explanation): string {
  if (branch === "resolve") return "This variable selects the same way everywhere.";
  if (branch === "_") return `${environment ?? ""} has no branch of its own here, so the fallback decides.`;
  return `${branch} has a branch of its own.`;
}
