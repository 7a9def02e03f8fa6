export { activeTrace } from "./active-trace.js";
export { logRecordSink, type LogRecordSinkOptions } from "./log-record-sink.js";
export { spanEventSink } from "./span-event-sink.js";
