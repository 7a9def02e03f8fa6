import type { JsonValue, Resolver } from "@rototo/core/resolve";

/** One question, and of its answer what must be so. */
export interface ConformanceCase {
  readonly variable?: string;
  readonly qualifier?: string;
  readonly environment?: string;
  readonly context: JsonValue;
  /** RFC 3339. */
  readonly now?: string;
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

/** Asks `resolver`. Runs in any runtime. */
export function answerCase(resolver: Resolver, each: ConformanceCase): CaseAnswer {
  const { variable = "", qualifier, environment, context, now } = each;
  const options = now === undefined ? {} : { now: Date.parse(now) };
  try {
    if (qualifier !== undefined) {
      const named = environment === undefined ? options : { ...options, environment };
      const { value } = resolver.resolveQualifier(qualifier, context, named);
      const { trace } = resolver.scope(environment, context, options).traceQualifier(qualifier);
      return { answer: { value }, trace };
    }
    const { valueKey, value, reason } = resolver.resolveVariable(variable, environment, context, options);
    const { trace } = resolver.scope(environment, context, options).traceVariable(variable);
    return { answer: { value_key: valueKey, value, reason }, trace };
  } catch (error) {
    // Not by its class: a module that rototo built has a class of its own.
    if (error instanceof Error && error.name === "RototoError" && "code" in error) {
      return { answer: { error: error.code } };
    }
    throw error;
  }
}

/** What `each` says the answer must be. */
export function expectedAnswer({ value_key, value, reason, error }: ConformanceCase): unknown {
  const stated = Object.entries({ value_key, value, reason, error });
  return Object.fromEntries(stated.filter(([, part]) => part !== undefined));
}
