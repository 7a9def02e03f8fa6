import { element, svg } from "./element.js";
import type { ExplainedPredicate, StatedPredicate } from "./explain-decision.js";

/** Where the unit stands among all units, and which part of them is meant; `undefined` for other operators. */
export function drawShare(
  stated: StatedPredicate,
  { position, bucket, result }: NonNullable<ExplainedPredicate["evaluated"]>,
): HTMLElement | undefined {
  if (!("range" in stated)) return undefined;
  // A bucket is a hundredth of a percent.
  const percent = stated.op === "bucket" ? 0.01 : 1;
  const [from, to] = stated.range;
  const at = position ?? bucket;
  if (at === undefined) return undefined;
  const bar = svg(
    "svg",
    { class: "share", "aria-hidden": "true" },
    svg("rect", { class: "track", y: "6", width: "100%", height: "8", rx: "4" }),
    svg("rect", {
      class: "part",
      x: `${from * percent}%`,
      y: "6",
      width: `${(to - from) * percent}%`,
      height: "8",
      rx: "4",
    }),
    svg("circle", { class: "unit", cx: `${at * percent}%`, cy: "10", r: "6" }),
  );
  const unit = stated.op === "bucket" ? "" : " %";
  const caption = `stands at ${at}${unit}, ${result ? "inside" : "outside"} ${from} to ${to}${unit}`;
  return element("figure", {}, bar, element("figcaption", {}, caption));
}
