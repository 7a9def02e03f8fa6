import { durationMs, wholeNumber, type OptionReader } from "@rototo/core/options";
import type { SourceLimits } from "@rototo/sources";

/** Limits that a call can set, by the names that the SDK gives them too. */
export interface Limits extends SourceLimits {
  /** For all custom lint scripts together, in ms. */
  readonly customLintTotalMs: number;
}

export interface SettableLimit {
  /** What it bounds, and in what unit. */
  readonly description: string;
  readonly read: OptionReader;
}

/** Every limit that can be set, in the order of help. */
export const settableLimits: { readonly [Name in keyof Limits]: SettableLimit } = {
  gitTimeoutMs: { description: "Each git command, in ms", read: durationMs },
  httpTimeoutMs: {
    description: "Each HTTP request with its whole answer, in ms",
    read: durationMs,
  },
  downloadBytes: { description: "An archive or snapshot as it is downloaded, in bytes", read: wholeNumber(1) },
  extractedBytes: { description: "What an archive holds or git fetches, in bytes", read: wholeNumber(1) },
  entries: { description: "Entries of an archive, or documents in Git", read: wholeNumber(1) },
  redirects: { description: "Redirects, one after the other", read: wholeNumber(0) },
  customLintTotalMs: { description: "All custom lint scripts together, in ms", read: wholeNumber(1) },
};

/** True for the name of a limit that can be set. */
export function isSettable(name: string): name is keyof Limits {
  return Object.hasOwn(settableLimits, name);
}
