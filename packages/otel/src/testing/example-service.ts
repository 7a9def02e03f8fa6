import { createServer } from "node:http";
import { trace } from "@opentelemetry/api";
import { logs } from "@opentelemetry/api-logs";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { activeTrace, logRecordSink } from "@rototo/otel";
import { RefreshingWorkspace } from "@rototo/sdk";

// The exporters send to OTEL_EXPORTER_OTLP_ENDPOINT, or else to http://localhost:4318.
const tracerProvider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
tracerProvider.register();
const loggerProvider = new LoggerProvider({
  processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })],
});
logs.setGlobalLoggerProvider(loggerProvider);

const workspace = await RefreshingWorkspace.load(process.env["CONFIG_SOURCE"] ?? "./config", {
  records: { sinks: [logRecordSink()], activeTrace },
});

const server = createServer((_request, response) => {
  trace.getTracer("agent").startActiveSpan("choose a model", (span) => {
    const context = { account: { plan: "enterprise", seats: 250 } };
    const { value } = workspace.resolveVariable("llm-agent-config", "prod", context);
    response.end(JSON.stringify(value));
    span.end();
  });
});
server.listen(Number(process.env["PORT"] ?? 8080));

process.once("SIGTERM", () => {
  server.close();
  // In this order: the workspace hands over the records that wait, then the providers send what they have.
  void workspace.close().then(() => Promise.all([loggerProvider.shutdown(), tracerProvider.shutdown()]));
});
