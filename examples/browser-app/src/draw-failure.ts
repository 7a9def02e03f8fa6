import { RototoError, type Violation } from "@rototo/core/resolve";
import { element, svg } from "./element.js";

/** What keeps the page from an answer, in the place of one. */
export function drawFailure(error: unknown): HTMLElement {
  if (error instanceof RototoError && error.code === "context-invalid") {
    return drawProblem("No answer: the context is not valid", "What the workspace's schema says against it:", [
      drawViolations(error.details.violations as readonly Violation[]),
    ]);
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof RototoError ? [element("p", {}, element("code", {}, error.code))] : [];
  return drawProblem("No answer: the snapshot could not be loaded", message, code);
}

function drawProblem(title: string, message: string, below: readonly Node[]): HTMLElement {
  const sign = svg(
    "svg",
    { viewBox: "0 0 20 20", class: "mark problem", "aria-hidden": "true" },
    svg("path", { d: "M10 1.5L19 18H1z" }),
    svg("path", { d: "M10 7.5v5M10 15v.5", class: "exclamation" }),
  );
  return element(
    "section",
    { class: "panel problem", "aria-labelledby": "problem" },
    element("h2", { id: "problem" }, sign, title),
    element("p", {}, message),
    ...below,
  );
}

function drawViolations(violations: readonly Violation[]): HTMLElement {
  return element(
    "ul",
    { class: "violations" },
    ...violations.map(({ pointer, message }) => element("li", {}, element("code", {}, pointer || "/"), ` ${message}`)),
  );
}
