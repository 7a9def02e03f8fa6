import { ParseError, parseTOML, type AST } from "toml-eslint-parser";
import type { Step } from "../json/json-pointer.js";
import type { Position, Range } from "./range.js";
import { RangeTable } from "./range-table.js";

/**
 * The ranges of every value in a TOML text. Slower than parsing, so it runs only
 * for a file that a diagnostic points into. Text that does not parse has none.
 */
export function locateToml(text: string): RangeTable {
  const table = new RangeTable();
  for (const entry of entriesUnlessBroken(text)) {
    if (entry.type === "TOMLTable") addTable(table, entry);
    else addKeyValue(table, [], entry);
  }
  return table;
}

/**
 * The text of each date or time in `text`, as it is written, with the way to it.
 * Throws on a day that the calendar lacks; {@link positionOfSyntaxError} says where.
 */
export function* datesOfToml(text: string): Generator<{ readonly steps: readonly Step[]; readonly text: string }> {
  for (const entry of entriesOf(text)) {
    if (entry.type === "TOMLTable") for (const member of entry.body) yield* datesOfKeyValue(entry.resolvedKey, member);
    else yield* datesOfKeyValue([], entry);
  }
}

/** Where the error that {@link datesOfToml} threw stands. */
export function positionOfSyntaxError(error: unknown): Position {
  if (!(error instanceof ParseError)) throw error;
  return { line: error.lineNumber - 1, character: error.column };
}

function entriesOf(text: string): AST.TOMLTopLevelTable["body"] {
  return parseTOML(text, { tomlVersion: "1.1" }).body[0].body;
}

// The parser that reads values has already reported what is broken.
function entriesUnlessBroken(text: string): AST.TOMLTopLevelTable["body"] {
  try {
    return entriesOf(text);
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

function addTable(table: RangeTable, node: AST.TOMLTable): void {
  const keys = node.key.keys;
  const steps: Step[] = [];
  let name = 0;
  for (const step of node.resolvedKey) {
    steps.push(step);
    const key = keys[name];
    if (typeof step === "string") name += 1;
    // An index of an array of tables is shown at the whole header that opened it.
    const range = typeof step === "number" ? rangeOf(node.key) : key && rangeOf(key);
    if (range !== undefined)
      table.add(steps, { key: range, value: steps.length === node.resolvedKey.length ? rangeOf(node.key) : range });
  }
  for (const member of node.body) addKeyValue(table, node.resolvedKey, member);
}

function addKeyValue(table: RangeTable, parent: readonly Step[], node: AST.TOMLKeyValue): void {
  const steps = [...parent];
  node.key.keys.forEach((key, index) => {
    steps.push(nameOf(key));
    const last = index === node.key.keys.length - 1;
    table.add(steps, { key: rangeOf(key), value: rangeOf(last ? node.value : key) });
  });
  addContent(table, steps, node.value);
}

function addContent(table: RangeTable, steps: readonly Step[], node: AST.TOMLContentNode): void {
  if (node.type === "TOMLInlineTable") for (const member of node.body) addKeyValue(table, steps, member);
  if (node.type === "TOMLArray") {
    node.elements.forEach((element, index) => {
      table.add([...steps, index], { value: rangeOf(element) });
      addContent(table, [...steps, index], element);
    });
  }
}

function* datesOfKeyValue(
  parent: readonly Step[],
  node: AST.TOMLKeyValue,
): Generator<{ steps: readonly Step[]; text: string }> {
  yield* datesOfContent([...parent, ...node.key.keys.map(nameOf)], node.value);
}

function* datesOfContent(
  steps: readonly Step[],
  node: AST.TOMLContentNode,
): Generator<{ steps: readonly Step[]; text: string }> {
  if (node.type === "TOMLInlineTable") for (const member of node.body) yield* datesOfKeyValue(steps, member);
  else if (node.type === "TOMLArray")
    for (const [index, element] of node.elements.entries()) yield* datesOfContent([...steps, index], element);
  else if ("datetime" in node) yield { steps, text: node.datetime };
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === "TOMLBare" ? key.name : key.value;
}

function rangeOf(node: { readonly loc: AST.SourceLocation }): Range {
  const { start, end } = node.loc;
  return {
    start: { line: start.line - 1, character: start.column },
    end: { line: end.line - 1, character: end.column },
  };
}
