/**
 * Characters that a terminal acts on or that reorder what a reader sees: C0 and
 * C1 controls, line and paragraph separators, bidirectional controls, the byte
 * order mark, and halves of surrogate pairs. And the bracket of `##[`, after which
 * GitHub takes a command out of the middle of a line of a log.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|(?<=##)\[|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** `text` on one line, with everything a terminal would act on written as an escape. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => SHORT_ESCAPES[character] ?? unicodeEscape(character));
}

/** The same for text of several lines: line breaks stay, and tabs are spaces. */
export function printableLines(text: string): string[] {
  return text.split(/\r\n|\n/).map((line) => printable(line.replaceAll("\t", "    ")));
}

/** JSON text that means the same and holds nothing that a terminal acts on. Line breaks between tokens stay. */
export function printableJson(json: string): string {
  return json.replace(UNSAFE, (character) => (character === "\n" ? character : unicodeEscape(character)));
}

/** The text of a file for a terminal: line breaks and tabs stay. */
export function printableFile(text: string): string {
  return text.replace(UNSAFE, (character) =>
    character === "\n" || character === "\t" ? character : (SHORT_ESCAPES[character] ?? unicodeEscape(character)),
  );
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
