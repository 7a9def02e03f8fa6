import {
  callable,
  listOf,
  objectOfMembers,
  objectWith,
  optionGroup,
  text,
  wholeNumber,
  type OptionReader,
  type OptionReaders,
} from "@rototo/core/options";
import type { Clock } from "../clock.js";
import type { EvaluationSink } from "./evaluation-sink.js";
import type { RatesByName, Sampling } from "./sampling.js";

/** Which evaluations are recorded, what a record shows, and where it goes. */
export interface RecordOptions {
  /** Where records go; each has a queue of its own. */
  readonly sinks: readonly EvaluationSink[];
  /**
   * How many of the evaluations are recorded, 0 to 1.
   *
   * @defaultValue 1, which is all
   */
  readonly sampling?: Sampling | undefined;
  /**
   * Context attributes that records name but do not show, such as `account.email`; with everything
   * below them, and every object that contains them. They add to those that the context schema marks.
   */
  readonly redact?: readonly string[] | undefined;
  /** The trace that is active at the moment, in lower-case hex as W3C Trace Context has them. */
  readonly activeTrace?: (() => ActiveTrace | undefined) | undefined;
  /**
   * The most records that wait for one sink.
   *
   * @defaultValue 10,000
   */
  readonly queueLimit?: number | undefined;
  /**
   * Draws from 0 to 1, without 1, for sampling.
   *
   * @defaultValue `Math.random`
   */
  readonly random?: (() => number) | undefined;
  /**
   * What times the records.
   *
   * @defaultValue the system's
   */
  readonly clock?: Pick<Clock, "now"> | undefined;
}

/** The trace and span that are active while a question is asked. */
export interface ActiveTrace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
}

export const DEFAULT_QUEUE_LIMIT = 10_000;

const isSink = objectWith("a sink, an object with a method write", "write");

const sink: OptionReader = (value, name) => {
  const found = isSink(value, name) as object;
  for (const method of ["observe", "close"]) {
    const given: unknown = Reflect.get(found, method);
    if (given !== undefined) callable(given, `${name}.${method}`);
  }
  return found;
};

const rate: OptionReader = (value, name) => {
  if (typeof value !== "number") throw new TypeError(`${name} must be a number from 0 to 1`);
  if (value >= 0 && value <= 1) return value;
  throw new RangeError(`${name} must be from 0 to 1, not ${value}`);
};

const isRatesById = objectOfMembers("an object of rates by id");

const ratesById: OptionReader = (value, name) => {
  const rates = Object.entries(isRatesById(value, name) as object).map(([id, given]) => [
    id,
    rate(given, `${name}[${JSON.stringify(id)}]`),
  ]);
  return Object.fromEntries(rates);
};

const sampling: OptionReader = (value, name) => {
  if (typeof value === "number") return rate(value, name);
  if (typeof value !== "object" || value === null) throw new TypeError(`${name} must be a number or an object`);
  return optionGroup<RatesByName>({ default: rate, variables: ratesById, qualifiers: ratesById })(value, name);
};

const attribute: OptionReader = (value, name) => {
  const path = text(value, name) as string;
  if (!path.split(".").includes("") && !/[*/]/.test(path)) return path;
  throw new RangeError(`${name} must be a path such as account.email, not ${JSON.stringify(path)}`);
};

const readers: OptionReaders<RecordOptions> = {
  sinks: listOf(sink),
  sampling,
  redact: listOf(attribute),
  activeTrace: callable,
  queueLimit: wholeNumber(1),
  random: callable,
  clock: objectWith("a clock, an object with a method now", "now"),
};

/** Reads {@link RecordOptions} inside another option. */
export const recordOptions: OptionReader = (value, name) => {
  const read = optionGroup<RecordOptions>(readers)(value, name) as Partial<RecordOptions>;
  if (read.sinks === undefined) throw new TypeError(`${name}.sinks must be a list of sinks`);
  return read;
};

/** @throws TypeError or RangeError that names the first option which is not as {@link RecordOptions} says. */
export function readRecordOptions(options: RecordOptions): RecordOptions {
  return recordOptions(options, "records") as RecordOptions;
}
