import type { Clock } from "../clock.js";
import type { EvaluationSink } from "./evaluation-sink.js";
import type { Sampling } from "./sampling.js";

/** Which evaluations are recorded, what a record shows, and where it goes. */
export interface RecordOptions {
  readonly sinks: readonly EvaluationSink[];
  /** 1, which is all, without it. */
  readonly sampling?: Sampling;
  /**
   * Context attributes that records name but do not show, such as `account.email`; with everything
   * below them, and every object that contains them. They add to those that the context schema marks.
   */
  readonly redact?: readonly string[];
  /** The trace that is active at the moment, in lower-case hex as W3C Trace Context has them. */
  readonly activeTrace?: () => ActiveTrace | undefined;
  /** The most records that wait for one sink: {@link DEFAULT_QUEUE_LIMIT} without it. */
  readonly queueLimit?: number;
  /** 0 to 1, without 1. `Math.random` without it. */
  readonly random?: () => number;
  readonly clock?: Pick<Clock, "now">;
}

export interface ActiveTrace {
  readonly traceId: string;
  readonly spanId: string;
}

export const DEFAULT_QUEUE_LIMIT = 10_000;

/** @throws TypeError or RangeError that names the first option which is not as {@link RecordOptions} says. */
export function checkRecordOptions(options: RecordOptions): void {
  checkSinks(options.sinks);
  checkSampling(options.sampling);
  checkRedact(options.redact);
  checkFunction("records.activeTrace", options.activeTrace);
  checkFunction("records.random", options.random);
  checkQueueLimit(options.queueLimit);
}

function checkSinks(sinks: unknown): void {
  if (!Array.isArray(sinks)) throw new TypeError("records.sinks must be a list of sinks");
  sinks.forEach((sink: unknown, index) => {
    if (!isObject(sink)) throw new TypeError(`records.sinks[${index}] must be a sink, an object with a method write`);
    const { write, observe, close } = sink;
    if (typeof write !== "function") throw new TypeError(`records.sinks[${index}] has no method write`);
    checkFunction(`records.sinks[${index}].observe`, observe);
    checkFunction(`records.sinks[${index}].close`, close);
  });
}

function checkSampling(sampling: unknown): void {
  if (sampling === undefined) return;
  if (typeof sampling === "number") {
    checkRate("records.sampling", sampling);
    return;
  }
  if (!isObject(sampling)) throw new TypeError("records.sampling must be a number or an object");
  if (sampling["default"] !== undefined) checkRate("records.sampling.default", sampling["default"]);
  for (const kind of ["variables", "qualifiers"]) {
    const rates = sampling[kind];
    if (rates === undefined) continue;
    if (!isObject(rates)) throw new TypeError(`records.sampling.${kind} must be an object of rates by id`);
    for (const [id, rate] of Object.entries(rates)) checkRate(`records.sampling.${kind}[${JSON.stringify(id)}]`, rate);
  }
}

function checkRate(name: string, rate: unknown): void {
  if (typeof rate !== "number") throw new TypeError(`${name} must be a number from 0 to 1`);
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`${name} must be from 0 to 1, not ${rate}`);
}

function checkRedact(redact: unknown): void {
  if (redact === undefined) return;
  if (!Array.isArray(redact)) throw new TypeError("records.redact must be a list of attributes");
  redact.forEach((attribute: unknown, index) => {
    if (typeof attribute !== "string") throw new TypeError(`records.redact[${index}] must be an attribute, as text`);
    if (attribute.split(".").includes("")) {
      throw new RangeError(
        `records.redact[${index}] must be a path such as account.email, not ${JSON.stringify(attribute)}`,
      );
    }
  });
}

function checkQueueLimit(limit: unknown): void {
  if (limit === undefined) return;
  if (typeof limit !== "number") throw new TypeError("records.queueLimit must be a number of records");
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new RangeError(`records.queueLimit must be a whole number of at least 1, not ${limit}`);
  }
}

function checkFunction(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "function") throw new TypeError(`${name} must be a function`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
