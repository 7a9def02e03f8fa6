import type { Instant, WorkspaceQueries } from "@rototo/core/queries";
import type { JsonValue } from "@rototo/core/resolve";

/** One question, and of its answer what must be so. */
export interface ConformanceCase {
  readonly variable?: string;
  readonly qualifier?: string;
  readonly environment?: string;
  readonly context: JsonValue;
  /** RFC 3339. Missing: the clock of who answers. `null`: there is no clock either. */
  readonly now?: string | null;
  readonly value_key?: string;
  readonly value?: JsonValue;
  readonly reason?: string;
  readonly error?: string;
}

/** What was answered, in the words of the cases, and why. */
export interface CaseAnswer {
  readonly answer: unknown;
  /** Missing where the answer is an error. */
  readonly trace?: unknown;
}

/**
 * Asks `resolver`, with each form that an instant may have. Runs in any runtime.
 *
 * @throws {Error} when the forms get different answers.
 */
export function answerCase(resolver: WorkspaceQueries, each: ConformanceCase): CaseAnswer {
  const { now } = each;
  if (now === null) return answerAt(resolver, each, undefined, undefined);
  if (now === undefined) return answerAt(resolver, each, undefined, TRACED_AT);
  const answered = answerAt(resolver, each, Date.parse(now), Date.parse(now));
  const byDate = answerAt(resolver, each, new Date(now), new Date(now));
  if (JSON.stringify(byDate) === JSON.stringify(answered)) return answered;
  throw new Error(`a Date is answered differently: ${JSON.stringify({ each, answered, byDate })}`);
}

/** Traces show the instant, and have to be comparable. */
const TRACED_AT = Date.UTC(2026, 4, 29);

function answerAt(
  resolver: WorkspaceQueries,
  { variable = "", qualifier, environment, context: given }: ConformanceCase,
  now: Instant | undefined,
  tracedAt: Instant | undefined,
): CaseAnswer {
  // Cases have others, too, which must be refused.
  const context = given as object;
  try {
    if (qualifier !== undefined) {
      const { value } = resolver.resolveQualifier(qualifier, context, { environment, now });
      const { trace } = resolver.traceQualifier(qualifier, context, { environment, now: tracedAt });
      return { answer: { value }, trace };
    }
    const { valueKey, value, reason } = resolver.resolveVariable(variable, environment, context, { now });
    const { trace } = resolver.trace(variable, environment, context, { now: tracedAt });
    return { answer: { value_key: valueKey, value, reason }, trace };
  } catch (error) {
    // Not by its class: a module that rototo built has a class of its own.
    if (error instanceof Error && error.name === "RototoError" && "code" in error) {
      return { answer: { error: error.code } };
    }
    throw error;
  }
}

/** The cases that can be put to who has a clock. */
export function casesWithClock(cases: readonly ConformanceCase[]): readonly ConformanceCase[] {
  return cases.filter(({ now }) => now !== null);
}

/** What `each` says the answer must be. */
export function expectedAnswer({ value_key, value, reason, error }: ConformanceCase): unknown {
  const stated = Object.entries({ value_key, value, reason, error });
  return Object.fromEntries(stated.filter(([, part]) => part !== undefined));
}
