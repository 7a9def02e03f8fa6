import type { EvaluationRecord } from "@rototo/sdk";

/** The name of the event that OpenTelemetry defines for the evaluation of a feature flag. */
export const EVALUATION_EVENT_NAME = "feature_flag.evaluation";

type ConventionalReason = "targeting_match" | "default" | "error";

const reasons: Readonly<Record<EvaluationRecord["result"]["reason"], ConventionalReason>> = {
  matched_rule: "targeting_match",
  environment_default: "default",
  fallback_default: "default",
  default: "default",
  matched: "targeting_match",
  not_matched: "default",
  caller_fallback: "error",
};

/** The conventions ask for their own word where they have one for the error. */
const errorTypes: ReadonlyMap<string, string> = new Map([
  ["variable-not-found", "flag_not_found"],
  ["qualifier-not-found", "flag_not_found"],
  ["context-invalid", "invalid_context"],
  ["value-invalid", "type_mismatch"],
]);

/**
 * The attributes of the event `feature_flag.evaluation`, by OpenTelemetry's semantic conventions for feature
 * flags, and those of rototo for what the conventions have no name for. Never a value, never a context attribute.
 *
 * A variable's variant is its value key. A qualifier is no flag: its key is its URI, so that it cannot be taken
 * for a variable of the same id, and its variant is `matched` or `not_matched`.
 */
export function evaluationAttributes(record: EvaluationRecord): Record<string, string | string[]> {
  const { workspace, subject, result, evaluation } = record;
  const variant = subject.kind === "variable" ? result.value_key : result.reason;
  const { environment } = workspace;
  const errorCode = result.error_code;
  return {
    "feature_flag.key": subject.kind === "variable" ? subject.id : `qualifier://${subject.id}`,
    "feature_flag.provider.name": "rototo",
    "feature_flag.set.id": workspace.source,
    "feature_flag.version": workspace.fingerprint,
    "feature_flag.result.reason": reasons[result.reason],
    ...(variant !== undefined && { "feature_flag.result.variant": variant }),
    ...(errorCode !== undefined && { "error.type": errorTypes.get(errorCode) ?? errorCode }),
    ...(environment !== undefined && { "rototo.environment": environment }),
    "rototo.matched_rules": [...evaluation.matched_rules],
    "rototo.matched_qualifiers": [...evaluation.matched_qualifiers],
  };
}
