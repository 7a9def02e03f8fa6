import type { EvaluationRecord } from "@rototo/core";

/** A record as a resolution makes it, told from others by its id. */
export function sampleRecord(
  id: number | string,
  attributes: EvaluationRecord["context"]["attributes"] = {},
): EvaluationRecord {
  return {
    schema_version: 1,
    timestamp: "2026-05-29T12:00:00.000Z",
    workspace: { source: "./config", fingerprint: "sha256:0", environment: "prod" },
    subject: { kind: "variable", id: String(id) },
    result: { value_key: "standard", value_type: "object", reason: "environment_default" },
    evaluation: { matched_rules: [], matched_qualifiers: [], duration_ms: 0.01 },
    context: { attributes, redacted: [] },
    sdk: { name: "rototo-typescript", version: "0.0.0" },
  };
}

export function sampleRecords(count: number): EvaluationRecord[] {
  return Array.from({ length: count }, (_, index) => sampleRecord(index));
}
