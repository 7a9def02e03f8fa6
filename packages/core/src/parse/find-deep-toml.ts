/**
 * Where a TOML text nests deeper than `deepest` levels, by its brackets and dotted keys;
 * `undefined` when nothing does. For before the text is parsed, since parsers follow what
 * nests level by level. What the text does not show, the indexes of arrays of tables, is
 * not counted, and a fraction's dot counts as one level.
 */
export function findDeepToml(text: string, deepest: number): number | undefined {
  if (text.length <= deepest) return undefined;
  /** The level of what each open bracket holds. */
  const open: number[] = [];
  /** The level of the table that the last header opened. */
  let table = 1;
  let level = table;
  let isHeader = true;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charAt(at)) {
      case '"':
      case "'":
        at = endOfTomlString(text, at);
        break;
      case "#":
        at = endOfLine(text, at) - 1;
        break;
      case "\n":
        if (isHeader) open.length = 0;
        isHeader = open.length === 0;
        level = open.at(-1) ?? table;
        break;
      case "=":
        isHeader = false;
        break;
      case ",":
        level = open.at(-1) ?? table;
        break;
      case "[":
      case "{":
        if (isHeader && open.length === 0) level = 1;
        level += 1;
        open.push(level);
        break;
      case "]":
      case "}":
        if (isHeader) table = level;
        open.pop();
        break;
      case ".":
        level += 1;
        break;
    }
    if (level > deepest) return at;
  }
  return undefined;
}

/** The offset of the last character of the string that starts at `start`. */
function endOfTomlString(text: string, start: number): number {
  const quote = text.charAt(start);
  const long = text.startsWith(quote.repeat(3), start);
  for (let at = start + (long ? 3 : 1); at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\" && quote === '"') at += 1;
    else if (character === "\n" && !long) return at - 1;
    else if (character === quote && !long) return at;
    else if (character === quote && text.startsWith(quote.repeat(3), at)) {
      // Up to two quotes may stand before the three that end it.
      while (text[at + 3] === quote) at += 1;
      return at + 2;
    }
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}
