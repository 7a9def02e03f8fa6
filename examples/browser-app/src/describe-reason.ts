import type { Explanation } from "./explain-decision.js";

/** Why the value was selected, in one sentence. */
export function describeReason({ resolution, rules }: Explanation): string {
  const { reason, environment = "" } = resolution;
  const unmatched =
    rules.length === 0 ? "" : rules.length === 1 ? "its rule did not match, so " : "no rule matched, so ";
  switch (reason) {
    case "matched_rule": {
      const index = rules.findIndex(({ outcome }) => outcome === "matched");
      return `Rule ${index + 1} matched: ${rules[index]?.qualifierId ?? ""} is true.`;
    }
    case "environment_default":
      return capitalise(`${unmatched}this is the value of ${environment}.`);
    case "fallback_default":
      return capitalise(`${unmatched}this is the fallback's value: ${environment} has none of its own.`);
    case "default":
      return capitalise(`${unmatched}this is the default.`);
  }
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
