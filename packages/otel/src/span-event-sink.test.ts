import { trace } from "@opentelemetry/api";
import { AlwaysOffSampler } from "@opentelemetry/sdk-trace-node";
import { expect, test } from "vitest";
import { evaluationAttributes } from "./evaluation-event.js";
import { spanEventSink } from "./span-event-sink.js";
import { fallbackRecord, qualifierRecord, variableRecord } from "./testing/evaluation-records.js";
import { startOtlpEndpoint } from "./testing/otlp-endpoint.js";
import { startTelemetry } from "./testing/start-telemetry.js";

test.each(["json", "protobuf"] as const)(
  "an evaluation is an event of the active span, sent as %s",
  async (encoding) => {
    const endpoint = await startOtlpEndpoint();
    const telemetry = startTelemetry(endpoint.url, { encoding });
    const sink = spanEventSink();
    const records = [variableRecord, qualifierRecord, fallbackRecord("context-invalid")];
    const spanContext = trace.getTracer("test").startActiveSpan("request", (span) => {
      for (const record of records) void sink.observe?.(record);
      span.end();
      return span.spanContext();
    });
    await sink.write(records);
    await telemetry.flush();
    expect(endpoint.spans).toEqual([
      {
        name: "request",
        traceId: spanContext.traceId,
        spanId: spanContext.spanId,
        events: records.map((record) => ({
          name: "feature_flag.evaluation",
          attributes: evaluationAttributes(record),
        })),
      },
    ]);
    expect(endpoint.received()).not.toContain("account.");
  },
);

test("without a span that records, nothing happens", async () => {
  const endpoint = await startOtlpEndpoint();
  const telemetry = startTelemetry(endpoint.url, { sampler: new AlwaysOffSampler() });
  const sink = spanEventSink();
  void sink.observe?.(variableRecord);
  trace.getTracer("test").startActiveSpan("request", (span) => {
    void sink.observe?.(variableRecord);
    span.end();
  });
  await telemetry.flush();
  expect(endpoint.received()).toBe("");
});
