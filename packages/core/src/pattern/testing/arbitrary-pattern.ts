import fc from "fast-check";

/** Characters that patterns and texts share: neighbours, cased, beyond 16 bits, halves of pairs, ends of lines, controls. */
const CHARACTERS = [
  ...["a", "b", " ", "c", "Z", "_", "0", "9", "-", ".", "@", "\u00e9", "\u00df", "\u212a"],
  ...["\u{1f600}", "\u{1f601}", "\u{10400}", "\n", "\r", "\u2028", "\u0000", "\ufeff", "\u00a0"],
  "\ud83d",
  "\ude00",
  "\udfff",
];

/** What such patterns are about. */
export const arbitraryCharacter = fc.constantFrom(...CHARACTERS);

const literal = arbitraryCharacter.map((char) =>
  /[\^$\\.*+?()[\]{}|/-]/.test(char) && char !== "-"
    ? `\\${char}`
    : // Halves that come to stand side by side would be read as one.
      /^[\ud800-\udfff]$/.test(char)
      ? `\\u{${char.charCodeAt(0).toString(16)}}`
      : char,
);
const escapeClass = fc.constantFrom(
  "\\d",
  "\\D",
  "\\w",
  "\\W",
  "\\s",
  "\\S",
  "\\p{Lu}",
  "\\P{Ll}",
  "\\p{Script=Latin}",
  "\\p{Cs}",
);
const range = fc
  .tuple(arbitraryCharacter, arbitraryCharacter)
  .map(([left, right]) => [left, right].map((char) => char.codePointAt(0)!).sort((low, high) => low - high))
  .map(([low, high]) => `\\u{${low!.toString(16)}}-\\u{${high!.toString(16)}}`);
const charClass = fc
  .tuple(
    fc.boolean(),
    fc.array(
      fc.oneof(
        literal.map((char) => char.replace(/^-$/, "\\-")),
        escapeClass,
        range,
      ),
      { maxLength: 4 },
    ),
  )
  .map(([isNegated, members]) => `[${isNegated ? "^" : ""}${members.join("")}]`);

const quantifier = fc.constantFrom(
  "",
  "",
  "",
  "*",
  "+",
  "?",
  "*?",
  "+?",
  "??",
  "{2}",
  "{0}",
  "{1,3}",
  "{2,}",
  "{0,2}?",
);

const { sequence } = fc.letrec<{ sequence: string; item: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    literal,
    literal,
    escapeClass,
    charClass,
    fc.constant("."),
    fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((alternatives) => `(?:${alternatives.join("|")})`),
    fc.array(tie("sequence"), { minLength: 1, maxLength: 2 }).map((alternatives) => `(${alternatives.join("|")})`),
  ),
  item: fc.tuple(tie("atom"), quantifier).map((parts) => parts.join("")),
  sequence: fc.array(tie("item"), { maxLength: 4 }).map((items) => items.join("")),
}));

const alternative = fc
  .tuple(fc.constantFrom("", "^", "^"), sequence, fc.constantFrom("", "$", "$"))
  .map((parts) => parts.join(""));

/** A pattern in the syntax that an automaton runs. */
export const arbitraryPattern = fc
  .array(alternative, { minLength: 1, maxLength: 3 })
  .map((alternatives) => alternatives.join("|"));
