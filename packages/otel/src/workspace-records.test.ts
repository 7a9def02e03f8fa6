import { fileURLToPath } from "node:url";
import { trace } from "@opentelemetry/api";
import { Workspace } from "@rototo/sdk";
import { expect, test } from "vitest";
import { activeTrace, logRecordSink, spanEventSink } from "./index.js";
import { startOtlpEndpoint } from "./testing/otlp-endpoint.js";
import { startTelemetry } from "./testing/start-telemetry.js";

const source = fileURLToPath(new URL("../../../examples/llm-agent-config/config", import.meta.url));
const context = { account: { plan: "enterprise", seats: 250, owner: "ada@example.com" } };

test("what a workspace answers inside a span arrives over OTLP, with the span's ids and without any value", async () => {
  const endpoint = await startOtlpEndpoint();
  const telemetry = startTelemetry(endpoint.url);
  const workspace = await Workspace.load(source, {
    records: { sinks: [logRecordSink(), spanEventSink()], activeTrace, redact: ["account.plan"] },
  });
  const spanContext = trace.getTracer("test").startActiveSpan("request", (span) => {
    workspace.resolveVariable("llm-agent-config", "prod", context);
    workspace.resolveQualifier("enterprise-accounts", context);
    workspace.resolveVariable("llm-agent-confg", "prod", context, { fallback: "ours" });
    span.end();
    return span.spanContext();
  });
  await workspace.close();
  await telemetry.flush();

  const { traceId, spanId } = spanContext;
  const ofWorkspace = {
    "feature_flag.provider.name": "rototo",
    "feature_flag.set.id": workspace.source,
    "feature_flag.version": workspace.fingerprint,
  };
  const expected = [
    {
      ...ofWorkspace,
      "feature_flag.key": "llm-agent-config",
      "feature_flag.result.variant": "enterprise",
      "feature_flag.result.reason": "targeting_match",
      "rototo.environment": "prod",
      "rototo.matched_rules": ["prod.enterprise-accounts"],
      "rototo.matched_qualifiers": ["enterprise-accounts"],
    },
    {
      ...ofWorkspace,
      "feature_flag.key": "qualifier://enterprise-accounts",
      "feature_flag.result.variant": "matched",
      "feature_flag.result.reason": "targeting_match",
      "rototo.matched_rules": [],
      "rototo.matched_qualifiers": ["enterprise-accounts"],
    },
    {
      ...ofWorkspace,
      "feature_flag.key": "llm-agent-confg",
      "feature_flag.result.reason": "error",
      "error.type": "flag_not_found",
      "rototo.environment": "prod",
      "rototo.matched_rules": [],
      "rototo.matched_qualifiers": [],
    },
  ];
  expect(endpoint.logRecords.map((received) => received.attributes)).toEqual(expected);
  expect(endpoint.logRecords.map((received) => [received.traceId, received.spanId])).toEqual(
    expected.map(() => [traceId, spanId]),
  );
  expect(endpoint.logRecords[0]?.body).toMatchObject({
    schema_version: 1,
    trace: { trace_id: traceId, span_id: spanId },
  });
  expect(endpoint.logRecords[0]?.body).toHaveProperty("context", {
    attributes: { "account.seats": 250 },
    redacted: ["account.plan"],
  });
  expect(endpoint.spans).toEqual([
    {
      name: "request",
      traceId,
      spanId,
      events: expected.map((attributes) => ({ name: "feature_flag.evaluation", attributes })),
    },
  ]);
  for (const unseen of ["gpt-5", "Summarize", "ours", "ada@example.com"]) {
    expect(endpoint.received()).not.toContain(unseen);
  }
});

test("a resolution does not notice that nothing listens at the endpoint", async () => {
  startTelemetry("http://127.0.0.1:1", { timeoutMillis: 100 });
  const workspace = await Workspace.load(source, {
    records: { sinks: [logRecordSink(), spanEventSink()], activeTrace },
  });
  const resolution = trace.getTracer("test").startActiveSpan("request", (span) => {
    const answer = workspace.resolveVariable("llm-agent-config", "prod", context);
    span.end();
    return answer;
  });
  expect(resolution.valueKey).toBe("enterprise");
  await workspace.close();
});
