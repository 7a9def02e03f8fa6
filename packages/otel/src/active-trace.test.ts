import { context, INVALID_SPAN_CONTEXT, trace } from "@opentelemetry/api";
import { AlwaysOffSampler } from "@opentelemetry/sdk-trace-node";
import { expect, test } from "vitest";
import { activeTrace } from "./active-trace.js";
import { startOtlpEndpoint } from "./testing/otlp-endpoint.js";
import { startTelemetry } from "./testing/start-telemetry.js";

test("the ids of the active span, and nothing before and after it", async () => {
  startTelemetry((await startOtlpEndpoint()).url);
  expect(activeTrace()).toBeUndefined();
  trace.getTracer("test").startActiveSpan("request", (span) => {
    const { traceId, spanId } = span.spanContext();
    expect(activeTrace()).toEqual({ traceId, spanId });
    span.end();
  });
  expect(activeTrace()).toBeUndefined();
});

test("a span that is not sampled has ids all the same", async () => {
  startTelemetry((await startOtlpEndpoint()).url, { sampler: new AlwaysOffSampler() });
  trace.getTracer("test").startActiveSpan("request", (span) => {
    expect(activeTrace()?.traceId).toBe(span.spanContext().traceId);
  });
});

test("nothing for a span without valid ids, and nothing where no tracing is set up", async () => {
  trace.getTracer("test").startActiveSpan("request", () => expect(activeTrace()).toBeUndefined());
  startTelemetry((await startOtlpEndpoint()).url);
  context.with(trace.setSpanContext(context.active(), INVALID_SPAN_CONTEXT), () =>
    expect(activeTrace()).toBeUndefined(),
  );
});
