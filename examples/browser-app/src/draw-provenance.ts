import type { Snapshot } from "@rototo/core/resolve";
import { element } from "./element.js";

/** What the answers come from. */
export function drawProvenance({ source, fingerprint, contentHash }: Snapshot): HTMLElement {
  const facts = { Workspace: source, Version: fingerprint, "Content, verified": contentHash };
  return element(
    "dl",
    { class: "provenance" },
    ...Object.entries(facts).map(([name, fact]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, element("code", {}, fact))),
    ),
  );
}
