import { context, propagation, trace } from "@opentelemetry/api";
import { logs } from "@opentelemetry/api-logs";
import { OTLPLogExporter as JsonLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtobufLogExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPTraceExporter as JsonTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { BatchSpanProcessor, NodeTracerProvider, type Sampler } from "@opentelemetry/sdk-trace-node";
import { onTestFinished } from "vitest";

export type OtlpEncoding = "json" | "protobuf";

export interface Telemetry {
  readonly loggerProvider: LoggerProvider;
  /** Resolves when the endpoint has everything. */
  flush(): Promise<void>;
}

export interface TelemetryOptions {
  readonly encoding?: OtlpEncoding;
  readonly sampler?: Sampler;
  /** How long an export may take with its retries, in ms. */
  readonly timeoutMillis?: number;
}

/** Sets up OpenTelemetry as an application does, exporting to `url`, until the test is over. */
export function startTelemetry(
  url: string,
  { encoding = "json", sampler, timeoutMillis = 10_000 }: TelemetryOptions = {},
): Telemetry {
  const [LogExporter, TraceExporter] =
    encoding === "json" ? [JsonLogExporter, JsonTraceExporter] : [ProtobufLogExporter, ProtobufTraceExporter];
  const loggerProvider = new LoggerProvider({
    processors: [new BatchLogRecordProcessor({ exporter: new LogExporter({ url: `${url}/v1/logs`, timeoutMillis }) })],
  });
  const tracerProvider = new NodeTracerProvider({
    spanProcessors: [new BatchSpanProcessor(new TraceExporter({ url: `${url}/v1/traces`, timeoutMillis }))],
    ...(sampler !== undefined && { sampler }),
  });
  logs.setGlobalLoggerProvider(loggerProvider);
  tracerProvider.register();
  onTestFinished(async () => {
    await Promise.allSettled([loggerProvider.shutdown(), tracerProvider.shutdown()]);
    for (const api of [context, logs, propagation, trace]) api.disable();
  });
  return {
    loggerProvider,
    async flush() {
      await Promise.all([loggerProvider.forceFlush(), tracerProvider.forceFlush()]);
    },
  };
}
