import { ROOT_CONTEXT, trace, TraceFlags, type Context } from "@opentelemetry/api";
import { logs, SeverityNumber, type LoggerProvider, type LogRecord } from "@opentelemetry/api-logs";
import type { EvaluationRecord, EvaluationSink } from "@rototo/sdk";
import manifest from "../package.json" with { type: "json" };
import { EVALUATION_EVENT_NAME, evaluationAttributes } from "./evaluation-event.js";

/** Where the log records go. */
export interface LogRecordSinkOptions {
  /** Gets the log records. Absent: the provider registered with `logs.setGlobalLoggerProvider`, now or later. */
  readonly loggerProvider?: LoggerProvider;
}

/**
 * Emits each evaluation as an OpenTelemetry log record, the event `feature_flag.evaluation`: the attributes of the
 * semantic conventions, the whole record as a structured body, the time of the evaluation, severity WARN where the
 * caller got its fallback and else INFO, and the trace that the record names.
 *
 * Flushing and closing stay with the logger provider, which is the application's.
 *
 * @example
 * ```ts
 * import { activeTrace, logRecordSink } from "@rototo/otel";
 * import { Workspace } from "@rototo/sdk";
 *
 * const workspace = await Workspace.load("./config", { records: { sinks: [logRecordSink()], activeTrace } });
 * ```
 */
export function logRecordSink(options: LogRecordSinkOptions = {}): EvaluationSink {
  const logger = (options.loggerProvider ?? logs).getLogger(manifest.name, manifest.version);
  return {
    write(records) {
      for (const record of records) logger.emit(toLogRecord(record));
    },
  };
}

function toLogRecord(record: EvaluationRecord): LogRecord {
  const isFallback = record.result.reason === "caller_fallback";
  return {
    eventName: EVALUATION_EVENT_NAME,
    timestamp: new Date(record.timestamp),
    severityNumber: isFallback ? SeverityNumber.WARN : SeverityNumber.INFO,
    severityText: isFallback ? "WARN" : "INFO",
    attributes: evaluationAttributes(record),
    // A record is JSON, which is what a body may be; only `readonly` is more than its type can say.
    body: record as unknown as NonNullable<LogRecord["body"]>,
    context: contextOf(record),
  };
}

/** Not the active context: the record is written after the span that it belongs to. */
function contextOf({ trace: ids }: EvaluationRecord): Context {
  if (ids === undefined) return ROOT_CONTEXT;
  // Whether the trace is sampled is not known any more. A logger that drops what is not would drop every record.
  const traceFlags = TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId: ids.trace_id, spanId: ids.span_id, traceFlags });
}
