export interface ResolveOptions {
  /** `false` skips the context schema, for tools. */
  readonly validateContext?: boolean;
  /** The instant that `rototo.now` names, in ms since the epoch; the current one, unless given. */
  readonly now?: number;
}

/** What to give instead of throwing. */
export interface FallbackOption<Value> {
  readonly fallback: Value;
}

/** True when the caller gave a fallback, be it `undefined`. */
export function hasFallback(options: object | undefined): options is FallbackOption<unknown> {
  return options !== undefined && "fallback" in options;
}
