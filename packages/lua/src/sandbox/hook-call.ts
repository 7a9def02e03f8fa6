/** Which call of a script's hooks is meant. */
export interface HookCall {
  readonly hook: "lint" | "lint_value";
  /** The value key that `lint_value` was called for. */
  readonly valueKey?: string;
}
