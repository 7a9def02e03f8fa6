import type { PatternAutomaton } from "../../automaton/pattern-automaton.js";
import { compilePattern } from "../../pattern/compile-pattern.js";
import { findSlowBacktracking } from "../../pattern/find-slow-backtracking.js";
import { findPatternSyntaxError } from "./pattern-syntax-error.js";

/** What becomes of a pattern; with neither member a regular expression runs it. */
interface Judgement {
  readonly automaton?: PatternAutomaton;
  readonly bad?: string | undefined;
}

/** How many patterns are remembered: lint asks for each of them several times over. */
const MANY_PATTERNS = 1_000;

const judgements = new Map<string, Judgement>();

/** The automaton that runs `source`, or `undefined` when none does. */
export function findAutomaton(source: string): PatternAutomaton | undefined {
  return judgementOf(source).automaton;
}

/**
 * Why `source` must not be used as a `pattern` or a name in `patternProperties`, or
 * `undefined` when it may: it is no regular expression, or one that has to backtrack
 * and could take very long. Takes bounded time, the same on every run.
 */
export function findBadPattern(source: string): string | undefined {
  return judgementOf(source).bad;
}

function judgementOf(source: string): Judgement {
  const judgement = judgements.get(source) ?? judge(source);
  if (judgements.size >= MANY_PATTERNS) judgements.clear();
  judgements.set(source, judgement);
  return judgement;
}

function judge(source: string): Judgement {
  const compilation = compilePattern(source);
  if (compilation.ok) return { automaton: compilation.automaton };
  const { reason, fault } = compilation;
  if (reason === "invalid") return { bad: fault.message };
  const unknown = findPatternSyntaxError(source);
  if (unknown !== undefined) return { bad: unknown };
  const slow = findSlowBacktracking(source);
  return { bad: slow && `${slow}. No text would take it long, but it ${fault.message}` };
}
