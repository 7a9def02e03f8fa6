import { LineIndex } from "../documents/line-index.js";
import { DEEPEST_LEVEL } from "../json/deepest-level.js";

/** What JSON's grammar allows and its readers decide each for themselves, at an offset of the text. */
export interface JsonTrap {
  /** What is wrong: nesting too deep, a name that stands twice, or a number that readers cannot hold. */
  readonly reason: "depth" | "name" | "number";
  /** A sentence for a person. */
  readonly message: string;
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
}

/** Longer numbers and names are cut in messages. */
const LONGEST_SHOWN = 40;

/**
 * The first place where a JSON text nests too deep, names a member twice in one object,
 * or writes a number that readers cannot hold: an integer beyond ±(2^53−1), or one beyond
 * the largest double. A number with a fraction or an exponent is the nearest double.
 * Total, and goes through any text once; what it says of text that is not JSON, except
 * of its depth, means nothing.
 */
export function scanJson(text: string): JsonTrap | undefined {
  /** For each open bracket the names of the object so far; `undefined` for a list. */
  const open: (Map<string, number> | undefined)[] = [];
  let isName = false;
  let first: JsonTrap | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "{" || character === "[") {
      if (open.length === DEEPEST_LEVEL) {
        return { reason: "depth", message: `nested deeper than ${DEEPEST_LEVEL} levels`, offset: at };
      }
      isName = character === "{";
      open.push(isName ? new Map() : undefined);
    } else if (character === "}" || character === "]") {
      open.pop();
    } else if (character === ",") {
      isName = open.at(-1) !== undefined;
    } else if (character === ":") {
      isName = false;
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (isName) first ??= repeatedName(text, at, end, open.at(-1));
      at = end - 1;
    } else if (character === "-" || isDigit(character)) {
      const end = endOfNumber(text, at);
      first ??= inexactNumber(text.slice(at, end), at);
      at = end - 1;
    }
  }
  return first;
}

function repeatedName(
  text: string,
  start: number,
  end: number,
  names: Map<string, number> | undefined,
): JsonTrap | undefined {
  const name = nameOf(text.slice(start, end));
  const earlier = names?.get(name);
  names?.set(name, earlier ?? start);
  if (earlier === undefined) return undefined;
  const { line, character } = new LineIndex(text).position(earlier);
  const message = `${JSON.stringify(shorten(name))} stands twice in one object, first at ${line + 1}:${character + 1}`;
  return { reason: "name", message, offset: start };
}

function nameOf(written: string): string {
  if (!written.includes("\\")) return written.slice(1, -1);
  try {
    return JSON.parse(written) as string;
  } catch {
    return written;
  }
}

function inexactNumber(written: string, offset: number): JsonTrap | undefined {
  const number = Number(written);
  const isInteger = !/[.eE]/.test(written);
  if (isInteger ? Number.isSafeInteger(number) : Number.isFinite(number)) return undefined;
  const why = isInteger
    ? `integer ${shorten(written)} is beyond ±(2^53−1), so JSON readers would round it`
    : `number ${shorten(written)} is beyond what JSON readers can hold`;
  return { reason: "number", message: why, offset };
}

function shorten(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** The offset behind the string that starts at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && (isDigit(text.charAt(at)) || "+-.eE".includes(text.charAt(at)))) at += 1;
  return at;
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
