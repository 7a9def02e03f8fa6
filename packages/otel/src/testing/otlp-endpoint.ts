import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import {
  decodeLogsRequest,
  decodeTraceRequest,
  type OtlpKeyValue,
  type OtlpScope,
  type OtlpValue,
} from "./otlp-request.js";

export interface ReceivedLogRecord {
  readonly scope: OtlpScope;
  readonly eventName: string;
  readonly timeUnixNano: string;
  readonly severity: readonly [number: number, text: string];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Absent without a trace. */
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
}

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
}

export interface OtlpEndpoint {
  /** `http://127.0.0.1:<port>`, to which OTLP adds its paths. */
  readonly url: string;
  readonly logRecords: readonly ReceivedLogRecord[];
  readonly spans: readonly ReceivedSpan[];
  /** Everything received, as one text, to show what is nowhere in it. */
  readonly received: () => string;
}

/** Receives OTLP over HTTP, as JSON or protobuf, until the test is over. */
export async function startOtlpEndpoint(): Promise<OtlpEndpoint> {
  const logRecords: ReceivedLogRecord[] = [];
  const spans: ReceivedSpan[] = [];
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      bodies.push(body);
      const contentType = request.headers["content-type"];
      if (request.url === "/v1/logs") logRecords.push(...readLogRecords(contentType, body));
      if (request.url === "/v1/traces") spans.push(...readSpans(contentType, body));
      response.writeHead(200, { "content-type": contentType });
      response.end(contentType === "application/json" ? "{}" : "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    logRecords,
    spans,
    received: () => Buffer.concat(bodies).toString("utf8"),
  };
}

function readLogRecords(contentType: string | undefined, bytes: Uint8Array): readonly ReceivedLogRecord[] {
  return decodeLogsRequest(contentType, bytes)
    .resourceLogs.flatMap(({ scopeLogs }) => scopeLogs)
    .flatMap(({ scope, logRecords }) =>
      logRecords.map((record) => ({
        scope,
        eventName: record.eventName,
        timeUnixNano: record.timeUnixNano,
        severity: [record.severityNumber, record.severityText] as const,
        attributes: toObject(record.attributes),
        body: toJson(record.body),
        traceId: toHexadecimal(record.traceId),
        spanId: toHexadecimal(record.spanId),
      })),
    );
}

function readSpans(contentType: string | undefined, bytes: Uint8Array): readonly ReceivedSpan[] {
  return decodeTraceRequest(contentType, bytes)
    .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .map((span) => ({
      name: span.name,
      traceId: toHexadecimal(span.traceId),
      spanId: toHexadecimal(span.spanId),
      events: (span.events ?? []).map(({ name, attributes }) => ({ name, attributes: toObject(attributes) })),
    }));
}

function toObject(pairs: readonly OtlpKeyValue[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, toJson(value)]));
}

function toJson({ stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue }: OtlpValue): unknown {
  if (arrayValue !== undefined) return (arrayValue.values ?? []).map(toJson);
  if (kvlistValue !== undefined) return toObject(kvlistValue.values ?? []);
  if (intValue !== undefined) return Number(intValue);
  return stringValue ?? boolValue ?? doubleValue ?? null;
}

/** Protobuf has bytes, and none at all for an absent id. */
function toHexadecimal(id: string | Uint8Array | undefined): string | undefined {
  if (id === undefined || id.length === 0) return undefined;
  return typeof id === "string" ? id : Buffer.from(id).toString("hex");
}
