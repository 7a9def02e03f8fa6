import { context, isSpanContextValid, trace } from "@opentelemetry/api";
import type { ActiveTrace } from "@rototo/sdk";

/**
 * The ids of the active span, in hexadecimal, for the option `activeTrace` of records.
 * `undefined` where no span is active, or where no tracing is set up.
 */
export function activeTrace(): ActiveTrace | undefined {
  const spanContext = trace.getSpanContext(context.active());
  if (spanContext === undefined || !isSpanContextValid(spanContext)) return undefined;
  return { traceId: spanContext.traceId, spanId: spanContext.spanId };
}
