import type { PresentField } from "../../../model/field.js";
import { parseAttribute } from "../../../grammar/attribute.js";
import { closestName } from "../../../suggest/closest-name.js";
import { requiredField } from "../../invalid-field.js";
import { defineRule, type Finding } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierPredicateShape = defineRule({
  code: "qualifier-predicate-shape",
  entity: "qualifier",
  stage: "shape",
  severity: "error",
  title: "A predicate is no table, or lacks a readable attribute or operator",
  help: "Give each predicate an `attribute` and an `op`, both strings.",
  why: "A predicate without an attribute or an operator decides nothing.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = ⟦"account..plan"⟧
op = "eq"
value = "enterprise"
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.plan"
op = "eq"
value = "enterprise"
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ predicates }) {
    for (const { isTable, place, attribute, op } of predicates) {
      if (!isTable) {
        yield { at: place, message: "predicate must be a table" };
        continue;
      }
      if (attribute.state === "present") yield* unreadableAttribute(attribute);
      else yield* requiredField(attribute, "attribute");
      yield* requiredField(op, "op");
    }
  },
});

function* unreadableAttribute({ value, place }: PresentField<string>): Generator<Finding> {
  if (parseAttribute(value) !== undefined) return;
  const [first = ""] = value.split(".");
  if (first === "rototo") {
    yield {
      at: place,
      message: `rototo offers no such attribute: ${value}`,
      help: "Read rototo.environment or rototo.now.",
      suggestion: closestName(value, ["rototo.environment", "rototo.now"]),
    };
  } else if (first === "qualifier") {
    yield {
      at: place,
      message: `attribute names no qualifier: ${value}`,
      help: "Write qualifier. and the id of a qualifier.",
    };
  } else {
    yield {
      at: place,
      message: `attribute has an empty part: ${JSON.stringify(value)}`,
      help: "Write the way into the context as names with dots between them, such as account.plan.",
    };
  }
}
