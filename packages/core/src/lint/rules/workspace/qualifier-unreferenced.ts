import { defineRule } from "../../rule.js";
import { variableUsing } from "../../example-workspace.js";
import { qualifierReferences } from "../../qualifier-references.js";

const ENTERPRISE = `schema_version = 1

[[predicate]]
attribute = "rototo.now"
op = "after"
value = 2026-01-01T00:00:00Z
`;

export const qualifierUnreferenced = defineRule({
  code: "qualifier-unreferenced",
  entity: "workspace",
  stage: "advice",
  severity: "warning",
  title: "No rule and no qualifier uses a qualifier",
  help: "Remove the qualifier, or name it in a rule.",
  why: "A condition that nothing uses is often a rule that was forgotten, and has to be understood by every reader.",
  examples: {
    reported: { "qualifiers/enterprise.toml": ENTERPRISE },
    accepted: { "qualifiers/enterprise.toml": ENTERPRISE, "variables/limit.toml": variableUsing("enterprise") },
  },
  *check(model, context) {
    const ids = qualifierReferences(context);
    if (ids === undefined) return;
    for (const { id, place } of model.qualifiers.values()) {
      if (ids.has(id)) continue;
      yield { at: place, message: `qualifier is not used: ${id}`, target: { kind: "qualifier", id } };
    }
  },
});
