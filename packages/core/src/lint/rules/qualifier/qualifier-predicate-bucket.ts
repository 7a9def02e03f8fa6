import type { JsonValue } from "../../../json/json-value.js";
import { disallowedValue, readBounds, wrongSalt } from "../../bucketing-fields.js";
import { OPERATORS } from "../../../operators/operators.js";
import { defineRule } from "../../rule.js";
import { aroundQualifier, CONTEXT_SCHEMA } from "../../example-workspace.js";

export const qualifierPredicateBucket = defineRule({
  code: "qualifier-predicate-bucket",
  entity: "qualifier",
  stage: "shape",
  severity: "error",
  title: "A bucket predicate has a wrong salt, range or value",
  help: "Write `salt` as a string and `range = [start, end]` with whole numbers from 0 to 10000, start below end, and no `value`.",
  why: "A wrong range puts other accounts into the rollout than those meant, or none.",
  examples: {
    reported: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.id"
op = "bucket"
salt = "checkout-2026"
range = ⟦[2500, 2500]⟧
`,
      CONTEXT_SCHEMA,
    ),
    accepted: aroundQualifier(
      `schema_version = 1

[[predicate]]
attribute = "account.id"
op = "bucket"
salt = "checkout-2026"
range = [0, 2500]
`,
      CONTEXT_SCHEMA,
    ),
  },
  *check({ predicates }) {
    for (const { op, salt, range, isFloatRange, value } of predicates) {
      if (op.state !== "present" || op.value !== "bucket") continue;
      yield* wrongSalt("bucket", salt);
      if (range.state === "missing") yield { at: range.place, message: "range is missing" };
      if (range.state === "present") {
        const wrong = wrongRange(range.value, isFloatRange);
        if (wrong !== undefined) yield { at: range.place, message: `bucket range ${wrong}` };
      }
      yield* disallowedValue("bucket", value);
    }
  },
});

const { limit } = OPERATORS.bucket;

function wrongRange(range: JsonValue, isFloatRange: boolean): string | undefined {
  const bounds = readBounds(range);
  if (bounds === undefined) return "must be a list of two numbers, [start, end]";
  const [start, end] = bounds;
  if (isFloatRange || !bounds.every(Number.isInteger)) return "must be of integers";
  if (start < 0 || end > limit) return `must be within 0 to ${limit}`;
  return start < end ? undefined : "must start below its end";
}
