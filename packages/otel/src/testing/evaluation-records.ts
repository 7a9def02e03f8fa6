import type { EvaluationRecord } from "@rototo/sdk";

/** A variable for which a rule matched, outside a trace, with a context attribute that is shown and one that is not. */
export const variableRecord: EvaluationRecord = {
  schema_version: 1,
  timestamp: "2026-03-04T05:06:07.089Z",
  workspace: { source: "git+https://example.com/config.git#main", fingerprint: "git:0123", environment: "prod" },
  subject: { kind: "variable", id: "llm-agent-config" },
  result: { value_key: "enterprise", value_type: "object", reason: "matched_rule" },
  evaluation: {
    matched_rules: ["prod.enterprise-accounts"],
    matched_qualifiers: ["enterprise-accounts", "known-accounts"],
    duration_ms: 0.25,
  },
  context: { attributes: { "account.seats": 250, "account.tags": ["new", null] }, redacted: ["account.plan"] },
  sdk: { name: "rototo-typescript", version: "0.1.0" },
};

/** A qualifier of a workspace without environments. */
export const qualifierRecord: EvaluationRecord = {
  ...variableRecord,
  workspace: { source: "./config", fingerprint: "sha256:4567" },
  subject: { kind: "qualifier", id: "enterprise-accounts" },
  result: { value_type: "boolean", reason: "matched" },
  evaluation: { matched_rules: [], matched_qualifiers: ["enterprise-accounts"], duration_ms: 0.125 },
};

/** The caller got its own fallback because of the error. */
export function fallbackRecord(errorCode: string): EvaluationRecord {
  return {
    ...variableRecord,
    result: { value_type: "string", reason: "caller_fallback", error_code: errorCode },
    evaluation: { matched_rules: [], matched_qualifiers: [], duration_ms: 0.5 },
    context: { attributes: {}, redacted: [] },
  };
}
