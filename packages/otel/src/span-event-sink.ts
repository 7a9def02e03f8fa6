import { trace } from "@opentelemetry/api";
import type { EvaluationSink } from "@rototo/sdk";
import { EVALUATION_EVENT_NAME, evaluationAttributes } from "./evaluation-event.js";

/**
 * Adds each evaluation, as the event `feature_flag.evaluation`, to the span that is active when it happens.
 * Without one that records, nothing is kept.
 *
 * @example
 * ```ts
 * import { spanEventSink } from "@rototo/otel";
 * import { Workspace } from "@rototo/sdk";
 *
 * const workspace = await Workspace.load("./config", { records: { sinks: [spanEventSink()] } });
 * ```
 */
export function spanEventSink(): EvaluationSink {
  return {
    observe(record) {
      const span = trace.getActiveSpan();
      if (span?.isRecording() === true) span.addEvent(EVALUATION_EVENT_NAME, evaluationAttributes(record));
    },
    write() {
      // By now the span may have ended.
    },
  };
}
