import {
  createEvaluationRecord,
  observeQualifier,
  observeVariable,
  recordedValueType,
  type EvaluationRecord,
  type Observation,
  type RecordedResult,
} from "@rototo/core";
import { removeCredentials } from "@rototo/sources";
import { systemClock } from "../clock.js";
import type { WorkspaceVersion } from "../version/workspace-version.js";
import { isPromiseLike } from "./is-promise-like.js";
import type { RecordOptions } from "./record-options.js";
import { createRedaction } from "./redaction.js";
import { createSampler } from "./sampling.js";
import { sdkIdentity } from "./sdk-identity.js";
import type { SinkQueue } from "./sink-queue.js";
import { createTimestampText } from "./timestamp-text.js";
import type { VersionRecorder } from "./version-recorder.js";

/** What records say of a version, and what it says of records. */
export type RecordedVersion = Pick<WorkspaceVersion, "name" | "fingerprint" | "compiled">;

/** Records what `version` answers into `queues`. The options have been checked. */
export function createVersionRecorder(
  { name, fingerprint, compiled }: RecordedVersion,
  { sampling = 1, redact = [], activeTrace, random = Math.random, clock = systemClock }: RecordOptions,
  queues: readonly SinkQueue[],
): VersionRecorder {
  const rates = queues.length === 0 ? 0 : sampling;
  const redacts = createRedaction(redact, compiled.context?.redacted ?? []);
  const timestampText = createTimestampText();
  // An application names its own sources, and may have put in more than a name.
  const source = removeCredentials(name);

  const record = (
    subject: EvaluationRecord["subject"],
    environment: string | undefined,
    result: RecordedResult,
    observation: Observation | undefined,
    durationMs: number,
  ): void => {
    const made = createEvaluationRecord({
      timestamp: timestampText(clock.now() - durationMs),
      workspace: environment === undefined ? { source, fingerprint } : { source, fingerprint, environment },
      subject,
      result,
      observation,
      durationMs,
      sdk: sdkIdentity,
      trace: recordedTrace(activeTrace),
    });
    for (const queue of queues) queue.offer(made);
  };

  const countFailed = (error: unknown): void => queues.forEach((queue) => queue.fail(error));

  return {
    samplesVariable: createSampler(rates, "variables", random),
    samplesQualifier: createSampler(rates, "qualifiers", random),

    recordVariable(scope, environment, { id, valueKey, value, reason }, startedMs) {
      const durationMs = millisecondsSince(startedMs);
      try {
        // First of all: what comes later is the application's, and could ask the scope's resolver something.
        const observation = observeVariable(scope, id, redacts);
        const result = { value_key: valueKey, value_type: recordedValueType(value), reason };
        record({ kind: "variable", id }, environment, result, observation, durationMs);
      } catch (error) {
        countFailed(error);
      }
    },

    recordQualifier(scope, environment, { id, value }, startedMs) {
      const durationMs = millisecondsSince(startedMs);
      try {
        const observation = observeQualifier(scope, id, redacts);
        const reason = value ? "matched" : "not_matched";
        record({ kind: "qualifier", id }, environment, { value_type: "boolean", reason }, observation, durationMs);
      } catch (error) {
        countFailed(error);
      }
    },

    recordFallback(id, environment, fallback, error, startedMs) {
      const durationMs = millisecondsSince(startedMs);
      const value_type = recordedValueType(fallback);
      const result: RecordedResult = { value_type, reason: "caller_fallback", error_code: error.code };
      try {
        record({ kind: "variable", id }, environment, result, undefined, durationMs);
      } catch (failure) {
        countFailed(failure);
      }
    },
  };
}

/** Absent where there is none, or where asking for it fails. */
function recordedTrace(activeTrace: RecordOptions["activeTrace"]): EvaluationRecord["trace"] {
  try {
    const active = activeTrace?.();
    if (isPromiseLike(active)) {
      // Whoever waits for it is too late for this record; that it may reject must not end the process.
      active.then(undefined, () => undefined);
      return undefined;
    }
    return active && { trace_id: active.traceId, span_id: active.spanId };
  } catch {
    return undefined;
  }
}

/** To the nanosecond: what a difference of clock readings has beyond that is rounding noise. */
function millisecondsSince(startedMs: number): number {
  return Math.round((performance.now() - startedMs) * 1e6) / 1e6;
}
