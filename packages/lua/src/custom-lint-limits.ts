import { availableParallelism } from "node:os";
import { callable, LONGEST_TIMER_MS, readOptions, signal, wholeNumber } from "@rototo/core/options";

/** Limits for the scripts of one run. */
export interface CustomLintOptions {
  /**
   * Time that the script of one task may take in all its hooks, in ms.
   *
   * @defaultValue 2,000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Time that all scripts may take together, in ms: beyond it no further script is started.
   *
   * @defaultValue 30,000
   */
  readonly totalMs?: number | undefined;
  /**
   * Memory that the Lua state of one task may hold at once, in bytes.
   *
   * @defaultValue 16 MiB
   */
  readonly memoryBytes?: number | undefined;
  /**
   * Threads at most.
   *
   * @defaultValue the processor's parallelism, up to 4
   */
  readonly workers?: number | undefined;
  /**
   * Findings of one task that are kept; one more then tells how many were left out.
   *
   * @defaultValue 100
   */
  readonly maxFindings?: number | undefined;
  /**
   * Is called for each line that a script prints, when the call that printed it has returned: 100 lines for each task at
   * most, and one that says so where there were more. What a stopped call printed is lost. Nothing is done with lines unless given.
   */
  readonly onPrint?: ((line: PrintedLine) => void) | undefined;
  /** Stops the run: it rejects with the signal's reason, and nothing of it lives on. */
  readonly signal?: AbortSignal | undefined;
}

/** What a script printed. */
export interface PrintedLine {
  /** Workspace-relative path of the script. */
  readonly script: string;
  /** The id of the variable for which it ran. */
  readonly variable: string;
  /** Text of the script, of any characters; a long one is cut. */
  readonly text: string;
}

export type CustomLintLimits = { readonly [Name in Exclude<keyof CustomLintOptions, "signal" | "onPrint">]-?: number };

/** What applies where a caller sets nothing else; `workers` depends on the machine. */
export const DEFAULT_CUSTOM_LINT_LIMITS: Omit<CustomLintLimits, "workers"> = {
  timeoutMs: 2_000,
  totalMs: 30_000,
  memoryBytes: 16 * 2 ** 20,
  maxFindings: 100,
};

const MAX_WORKERS = 4;

/**
 * The limits of a run, and its signal.
 *
 * @throws {TypeError} for an unknown option, or one of the wrong kind.
 * @throws {RangeError} for a limit that is no positive whole number.
 */
export function readCustomLintOptions(options: CustomLintOptions | undefined): {
  readonly limits: CustomLintLimits;
  readonly signal: AbortSignal | undefined;
  readonly onPrint: (line: PrintedLine) => void;
} {
  const {
    signal: given,
    onPrint = () => undefined,
    ...limits
  } = readOptions("runCustomLint", options, {
    timeoutMs: wholeNumber(1, LONGEST_TIMER_MS),
    totalMs: wholeNumber(1),
    memoryBytes: wholeNumber(1),
    workers: wholeNumber(1),
    maxFindings: wholeNumber(1),
    onPrint: callable,
    signal,
  });
  const workers = Math.min(availableParallelism(), MAX_WORKERS);
  return { limits: { ...DEFAULT_CUSTOM_LINT_LIMITS, workers, ...limits }, signal: given, onPrint };
}
