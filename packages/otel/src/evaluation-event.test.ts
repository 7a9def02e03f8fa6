import * as conventions from "@opentelemetry/semantic-conventions/incubating";
import type { EvaluationRecord } from "@rototo/sdk";
import { expect, test } from "vitest";
import { EVALUATION_EVENT_NAME, evaluationAttributes } from "./evaluation-event.js";
import { fallbackRecord, qualifierRecord, variableRecord } from "./testing/evaluation-records.js";

test("the names are those of the semantic conventions", () => {
  expect(EVALUATION_EVENT_NAME).toBe(conventions.EVENT_FEATURE_FLAG_EVALUATION);
  expect(evaluationAttributes(variableRecord)).toEqual({
    [conventions.ATTR_FEATURE_FLAG_KEY]: "llm-agent-config",
    [conventions.ATTR_FEATURE_FLAG_PROVIDER_NAME]: "rototo",
    [conventions.ATTR_FEATURE_FLAG_SET_ID]: "git+https://example.com/config.git#main",
    [conventions.ATTR_FEATURE_FLAG_VERSION]: "git:0123",
    [conventions.ATTR_FEATURE_FLAG_RESULT_REASON]: conventions.FEATURE_FLAG_RESULT_REASON_VALUE_TARGETING_MATCH,
    [conventions.ATTR_FEATURE_FLAG_RESULT_VARIANT]: "enterprise",
    "rototo.environment": "prod",
    "rototo.matched_rules": ["prod.enterprise-accounts"],
    "rototo.matched_qualifiers": ["enterprise-accounts", "known-accounts"],
  });
});

test("a qualifier is told from a variable of the same id", () => {
  expect(evaluationAttributes(qualifierRecord)).toEqual({
    "feature_flag.key": "qualifier://enterprise-accounts",
    "feature_flag.provider.name": "rototo",
    "feature_flag.set.id": "./config",
    "feature_flag.version": "sha256:4567",
    "feature_flag.result.reason": "targeting_match",
    "feature_flag.result.variant": "matched",
    "rototo.matched_rules": [],
    "rototo.matched_qualifiers": ["enterprise-accounts"],
  });
});

test.each([
  ["matched_rule", conventions.FEATURE_FLAG_RESULT_REASON_VALUE_TARGETING_MATCH],
  ["environment_default", conventions.FEATURE_FLAG_RESULT_REASON_VALUE_DEFAULT],
  ["fallback_default", conventions.FEATURE_FLAG_RESULT_REASON_VALUE_DEFAULT],
  ["default", conventions.FEATURE_FLAG_RESULT_REASON_VALUE_DEFAULT],
  ["matched", conventions.FEATURE_FLAG_RESULT_REASON_VALUE_TARGETING_MATCH],
  ["not_matched", conventions.FEATURE_FLAG_RESULT_REASON_VALUE_DEFAULT],
  ["caller_fallback", conventions.FEATURE_FLAG_RESULT_REASON_VALUE_ERROR],
] as const)("the reason %s is conventionally %s", (reason, expected) => {
  const record: EvaluationRecord = { ...variableRecord, result: { ...variableRecord.result, reason } };
  expect(evaluationAttributes(record)["feature_flag.result.reason"]).toBe(expected);
});

test.each([
  ["variable-not-found", "flag_not_found"],
  ["context-invalid", "invalid_context"],
  ["value-invalid", "type_mismatch"],
  ["environment-unknown", "environment-unknown"],
])("a fallback because of %s has the error type %s and no variant", (errorCode, errorType) => {
  const attributes = evaluationAttributes(fallbackRecord(errorCode));
  expect(attributes[conventions.ATTR_ERROR_TYPE]).toBe(errorType);
  expect(attributes).not.toHaveProperty(["feature_flag.result.variant"]);
});
