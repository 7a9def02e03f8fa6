import { trace } from "@opentelemetry/api";
import { logs } from "@opentelemetry/api-logs";
import type { EvaluationRecord } from "@rototo/sdk";
import { expect, test } from "vitest";
import { activeTrace } from "./active-trace.js";
import { evaluationAttributes } from "./evaluation-event.js";
import { logRecordSink } from "./log-record-sink.js";
import { fallbackRecord, qualifierRecord, variableRecord } from "./testing/evaluation-records.js";
import { startOtlpEndpoint } from "./testing/otlp-endpoint.js";
import { startTelemetry } from "./testing/start-telemetry.js";

test.each(["json", "protobuf"] as const)("a record arrives whole, sent as %s", async (encoding) => {
  const endpoint = await startOtlpEndpoint();
  const telemetry = startTelemetry(endpoint.url, { encoding });
  await logRecordSink().write([variableRecord, qualifierRecord]);
  await telemetry.flush();
  expect(endpoint.logRecords).toEqual(
    [variableRecord, qualifierRecord].map((record) => ({
      scope: { name: "@rototo/otel", version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string },
      eventName: "feature_flag.evaluation",
      timeUnixNano: "1772600767089000000",
      severity: [9, "INFO"],
      attributes: evaluationAttributes(record),
      body: record,
      traceId: undefined,
      spanId: undefined,
    })),
  );
});

test.each(["json", "protobuf"] as const)("a record written later keeps its trace, sent as %s", async (encoding) => {
  const endpoint = await startOtlpEndpoint();
  const telemetry = startTelemetry(endpoint.url, { encoding });
  const tracer = trace.getTracer("test");
  const [record, spanContext] = tracer.startActiveSpan("request", (span) => {
    span.end();
    return [recordedInActiveTrace(), span.spanContext()] as const;
  });
  await tracer.startActiveSpan("another request", async (span) => {
    await logRecordSink().write([record, variableRecord]);
    span.end();
  });
  await telemetry.flush();
  expect(endpoint.logRecords.map(({ traceId, spanId }) => [traceId, spanId])).toEqual([
    [spanContext.traceId, spanContext.spanId],
    [undefined, undefined],
  ]);
});

test("a fallback is a warning", async () => {
  const endpoint = await startOtlpEndpoint();
  const telemetry = startTelemetry(endpoint.url);
  await logRecordSink().write([fallbackRecord("variable-not-found")]);
  await telemetry.flush();
  expect(endpoint.logRecords).toMatchObject([
    { severity: [13, "WARN"], attributes: { "error.type": "flag_not_found", "feature_flag.result.reason": "error" } },
  ]);
});

test("a provider that is given gets the records, and one that is registered later too", async () => {
  const early = logRecordSink();
  const endpoint = await startOtlpEndpoint();
  const telemetry = startTelemetry(endpoint.url);
  await early.write([variableRecord]);
  logs.disable();
  await logRecordSink().write([fallbackRecord("context-invalid")]);
  await logRecordSink({ loggerProvider: telemetry.loggerProvider }).write([qualifierRecord]);
  await telemetry.flush();
  expect(endpoint.logRecords.map(({ body }) => body)).toEqual([variableRecord, qualifierRecord]);
});

function recordedInActiveTrace(): EvaluationRecord {
  const ids = activeTrace();
  if (ids === undefined) throw new Error("no active span");
  return { ...variableRecord, trace: { trace_id: ids.traceId, span_id: ids.spanId } };
}
