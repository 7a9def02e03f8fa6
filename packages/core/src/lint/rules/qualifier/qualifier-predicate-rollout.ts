import { keyOf } from "../../../documents/place.js";
import type { JsonValue } from "../../../json/json-value.js";
import { disallowedValue, readBounds, wrongSalt } from "../../bucketing-fields.js";
import { OPERATORS } from "../../../operators/operators.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierPredicateRollout = defineRule({
  code: "qualifier-predicate-rollout",
  entity: "qualifier",
  stage: "shape",
  severity: "error",
  title: "A rollout predicate has a wrong salt, percent, range or value",
  help: "Write `salt` as a string and either `percent` or `range = [from, to]`, in percent from 0 to 100 with up to three decimals, and no `value`.",
  why: "A wrong share puts other accounts into the rollout than those meant, or none.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.id"
op = "rollout"
salt = "checkout-2026"
percent = ⟦125⟧
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.id"
op = "rollout"
salt = "checkout-2026"
percent = 25
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ predicates }) {
    for (const predicate of predicates) {
      const { op, salt, percent, range, value, place } = predicate;
      if (op.state !== "present" || op.value !== "rollout") continue;
      yield* wrongSalt("rollout", salt);
      if (percent.state === "missing" && range.state === "missing") {
        yield { at: place, message: "rollout has neither percent nor range" };
      } else if (percent.state === "present" && range.state === "present") {
        yield { at: keyOf(percent.place), message: "rollout has both percent and range", help: "Keep one of them." };
      } else if (percent.state === "present") {
        const wrong = wrongPercent(percent.value);
        if (wrong !== undefined) yield { at: percent.place, message: `rollout percent ${wrong}` };
      } else if (range.state === "present") {
        const wrong = wrongRange(range.value);
        if (wrong !== undefined) yield { at: range.place, message: `rollout range ${wrong}` };
      }
      yield* disallowedValue("rollout", value);
    }
  },
});

const { limit } = OPERATORS.rollout;

// Positions have three decimals: a finer bound would be rounded and mean another share than it says.
const THOUSANDTHS = 1000;

function wrongPercent(percent: JsonValue): string | undefined {
  if (typeof percent !== "number") return "must be a number";
  if (percent < 0 || percent > limit) return `must be within 0 to ${limit}`;
  return Math.round(percent * THOUSANDTHS) / THOUSANDTHS === percent ? undefined : "must have at most three decimals";
}

function wrongRange(range: JsonValue): string | undefined {
  const bounds = readBounds(range);
  if (bounds === undefined) return "must be a list of two numbers, [from, to]";
  const [from, to] = bounds;
  return wrongPercent(from) ?? wrongPercent(to) ?? (from < to ? undefined : "must start below its end");
}
