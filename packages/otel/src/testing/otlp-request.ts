import definitions from "otlp-definitions/build/src/generated/root.js";

/** What the requests of OTLP hold, as JSON and protobuf have it in common; ids are hexadecimal text only in JSON. */
export interface LogsRequest {
  readonly resourceLogs: readonly {
    readonly scopeLogs: readonly { readonly scope: OtlpScope; readonly logRecords: readonly OtlpLogRecord[] }[];
  }[];
}

export interface TraceRequest {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[] }[];
}

export interface OtlpScope {
  readonly name: string;
  readonly version?: string;
}

export interface OtlpLogRecord {
  readonly timeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: OtlpValue;
  readonly attributes: readonly OtlpKeyValue[];
  readonly traceId?: string | Uint8Array;
  readonly spanId?: string | Uint8Array;
}

export interface OtlpSpan {
  readonly name: string;
  readonly traceId: string | Uint8Array;
  readonly spanId: string | Uint8Array;
  readonly events?: readonly { readonly name: string; readonly attributes: readonly OtlpKeyValue[] }[];
}

export interface OtlpKeyValue {
  readonly key: string;
  readonly value: OtlpValue;
}

/** One of the fields, or none for null. */
export interface OtlpValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly arrayValue?: { readonly values?: readonly OtlpValue[] };
  readonly kvlistValue?: { readonly values?: readonly OtlpKeyValue[] };
}

interface MessageType {
  decode(bytes: Uint8Array): object;
  toObject(message: object, options: { readonly longs: typeof String }): unknown;
}

interface Definitions {
  readonly opentelemetry: {
    readonly proto: {
      readonly collector: {
        readonly logs: { readonly v1: { readonly ExportLogsServiceRequest: MessageType } };
        readonly trace: { readonly v1: { readonly ExportTraceServiceRequest: MessageType } };
      };
    };
  };
}

// Generated from OpenTelemetry's own .proto files; its type declaration does not say what it holds.
const { collector } = (definitions as unknown as Definitions).opentelemetry.proto;

/** Decodes a request as its content type says. */
export function decodeLogsRequest(contentType: string | undefined, bytes: Uint8Array): LogsRequest {
  return decode(collector.logs.v1.ExportLogsServiceRequest, contentType, bytes) as LogsRequest;
}

export function decodeTraceRequest(contentType: string | undefined, bytes: Uint8Array): TraceRequest {
  return decode(collector.trace.v1.ExportTraceServiceRequest, contentType, bytes) as TraceRequest;
}

function decode(type: MessageType, contentType: string | undefined, bytes: Uint8Array): unknown {
  if (contentType === "application/json") return JSON.parse(Buffer.from(bytes).toString("utf8"));
  if (contentType === "application/x-protobuf") return type.toObject(type.decode(bytes), { longs: String });
  throw new Error(`not OTLP: ${String(contentType)}`);
}
