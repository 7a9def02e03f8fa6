import { anything, flag } from "../options/option-readers.js";
import { readOptions, type Given, type OptionReader } from "../options/read-options.js";
import { readInstant } from "../resolve/read-instant.js";
import type { ScopeOptions } from "../resolve/resolver.js";

/** An instant: ms since 1970, or a `Date`. */
export type Instant = number | Date;

/** The options of a question. One that is `undefined` is the default. */
export interface ResolveOptions {
  /** `false` skips the context schema, for tools. */
  readonly validateContext?: boolean | undefined;
  /** The instant that `rototo.now` names; the current one, unless given. */
  readonly now?: Instant | undefined;
}

/** What to give instead of throwing. */
export interface FallbackOption<Value> {
  /** Given instead of an error. */
  readonly fallback: Value;
}

/** The environment of a question about a qualifier: it matters only to one that reads `rototo.environment`. */
export interface EnvironmentOption<Environment> {
  /** The environment to answer for. A qualifier needs one where it reads `rototo.environment`. */
  readonly environment?: Environment | undefined;
}

/** True when the caller gave a fallback, be it `undefined`. */
export function hasFallback(options: object): options is FallbackOption<unknown> {
  return "fallback" in options;
}

type Question = ScopeOptions & { readonly environment?: string };

const scopeReaders = { validateContext: flag, now: readInstant };

export const readScopeOptions = questionReader(scopeReaders);
export const readVariableOptions = questionReader({ ...scopeReaders, fallback: anything });
export const readQualifierOptions = questionReader({ ...scopeReaders, environment: anything });
export const readFallbackOptions = questionReader({ fallback: anything });

/** Reads what a question was given as options. It throws {@link TypeError} for one that is unknown or of the wrong kind. */
function questionReader(readers: Readonly<Record<string, OptionReader>>) {
  return (options: object | undefined): Given<Question> | undefined =>
    options === undefined ? undefined : readOptions("a question", options, readers);
}
