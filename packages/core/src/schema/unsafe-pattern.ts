import { isDisjointWith, JS, NFA, TooManyNodesError, visitAst, type Concatenation, type Quantifier } from "refa";
import { findPatternSyntaxError } from "./pattern-syntax-error.js";

/** From this many rounds on, a repetition with two ways to match one text is exponentially slow in practice. */
const MANY_ROUNDS = 10;

/**
 * Why `pattern` must not be used as a `pattern` or a name in `patternProperties`, or
 * `undefined` when it may: it is not a regular expression, or it repeats something
 * that can match one text in two ways, which makes matching exponentially slow.
 * Takes bounded time, the same on every run. Patterns that are only polynomially
 * slow may be used.
 */
export function findUnsafePattern(pattern: string): string | undefined {
  const broken = findPatternSyntaxError(pattern);
  if (broken !== undefined) return broken;
  try {
    if (!hasAmbiguousRepetition(pattern)) return undefined;
  } catch (error) {
    if (!(error instanceof TooManyNodesError || error instanceof RangeError)) throw error;
    return "is too large to be sure that no text makes matching it exponentially slow: list the values with enum";
  }
  return "repeats something that can match one text in two ways, so that a short text could take exponential time: begin each round of the repetition with something that nothing else in it matches, as in ^[a-z]+(-[a-z]+)*$, or list the values with enum";
}

function hasAmbiguousRepetition(pattern: string): boolean {
  const parser = JS.Parser.fromLiteral({ source: pattern, flags: "u" });
  const { expression, maxCharacter } = parser.parse({ backreferences: "disable", simplify: false });
  const languageOf = (alternatives: readonly Concatenation[]) =>
    NFA.fromRegex([...alternatives], { maxCharacter }, { assertions: "ignore" });

  const overlaps = (alternatives: readonly Concatenation[]): boolean => {
    if (alternatives.length < 2) return false;
    const half = alternatives.length >> 1;
    const [left, right] = [alternatives.slice(0, half), alternatives.slice(half)];
    return !isDisjointWith(languageOf(left), languageOf(right)) || overlaps(left) || overlaps(right);
  };
  const isAmbiguous = (repetition: Quantifier): boolean => {
    if (overlaps(repetition.alternatives)) return true;
    const round = languageOf(repetition.alternatives);
    const isEmptyRoundCounted = repetition.min >= MANY_ROUNDS && round.finals.has(round.initial);
    round.withoutEmptyWord();
    if (isEmptyRoundCounted && !round.isEmpty) return true;
    const rounds = round.copy();
    rounds.quantify(2, Infinity);
    return !isDisjointWith(round, rounds);
  };

  let found = false;
  let depth = 0;
  visitAst(expression, {
    onQuantifierEnter(repetition) {
      if (repetition.max < MANY_ROUNDS) return;
      depth += 1;
      found ||= isAmbiguous(repetition);
    },
    onQuantifierLeave(repetition) {
      if (repetition.max >= MANY_ROUNDS) depth -= 1;
    },
    onAlternationEnter({ alternatives }) {
      found ||= depth > 0 && overlaps(alternatives);
    },
  });
  return found;
}
