import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** The syntax tree of a pattern. */
export type PatternTree = AST.Pattern;
/** What stands on one side of a `|`. */
export type Alternative = PatternTree["alternatives"][number];
/** One part of an alternative. */
export type Element = Alternative["elements"][number];
export type CharacterElement = Extract<Element, { type: "Character" | "CharacterSet" | "CharacterClass" }>;
/** One part of a class such as `[a-z]`. */
export type ClassMember = Extract<CharacterElement, { type: "CharacterClass" }>["elements"][number];
export type LookAround = Extract<Element, { kind: "lookahead" | "lookbehind" }>;
export type Backreference = Extract<Element, { type: "Backreference" }>;

/** A fault at a place in a pattern. */
export interface PatternFault {
  /** What is wrong and what to do, to be read after the word "pattern". */
  readonly message: string;
  /** Where, in UTF-16 units from the start of the pattern. */
  readonly index: number;
}

export type PatternParse =
  { readonly ok: true; readonly tree: PatternTree } | { readonly ok: false; readonly fault: PatternFault };

export const NESTED_TOO_DEEPLY: PatternFault = { message: "is nested too deeply", index: 0 };

const parser = new RegExpParser({ ecmaVersion: 2024 });

/** Reads `source` as ECMAScript does with the `u` flag. Total. */
export function parsePattern(source: string): PatternParse {
  try {
    return { ok: true, tree: parser.parsePattern(source, 0, source.length, { unicode: true }) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, fault: NESTED_TOO_DEEPLY };
    const { message, index } = error as SyntaxError & { index: number };
    const flags = /^\(\?[ims-]+:/.exec(source.slice(Math.max(0, index - 1)))?.[0];
    if (flags !== undefined)
      return fault(`has the flags ${flags}…): write out what they mean, as in [aA] for (?i:a)`, index - 1);
    // What the parser says is `Invalid regular expression: /<the pattern>/u: <reason>`.
    const reason = message.slice(message.lastIndexOf("/u: ") + "/u: ".length);
    return fault(
      `is not a regular expression (${reason}); patterns are read with the u flag, where a backslash may stand only before a syntax character`,
      index,
    );
  }
}

/** True for what matches exactly one character. */
export function isCharacter(element: Element): element is CharacterElement {
  return element.type === "Character" || element.type === "CharacterSet" || element.type === "CharacterClass";
}

function fault(message: string, index: number): PatternParse {
  return { ok: false, fault: { message, index } };
}
