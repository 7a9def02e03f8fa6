import { ParseError, parseTOML, type AST } from "toml-eslint-parser";
import type { Step } from "../json/json-pointer.js";
import type { Position, Range } from "./range.js";
import { RangeTable, type ValueRange } from "./range-table.js";
import { StepTree } from "./step-tree.js";

/**
 * The ranges of every value in a TOML text. Slower than parsing, so it runs only
 * for a file that a diagnostic points into. Text that does not parse has none.
 */
export function locateToml(text: string): RangeTable {
  const table = new RangeTable();
  for (const entry of entriesUnlessBroken(text)) {
    if (entry.type === "TOMLTable") addTable(table, entry);
    else addKeyValue(table, entry);
  }
  return table;
}

/**
 * The text of each date or time in `text`, as it is written, by the way to it.
 * Throws on a day that the calendar lacks; {@link positionOfSyntaxError} says where.
 */
export function datesOfToml(text: string): StepTree<string> {
  const dates = new StepTree<string>();
  for (const entry of entriesOf(text)) {
    if (entry.type === "TOMLTable") addDates(entry.body, entry.resolvedKey.reduce(memberOf, dates));
    else addDates([entry], dates);
  }
  return dates;
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
  let tree: StepTree<ValueRange> = table;
  let name = 0;
  node.resolvedKey.forEach((step, index) => {
    tree = tree.member(step);
    const key = keys[name];
    if (typeof step === "string") name += 1;
    // An index of an array of tables is shown at the whole header that opened it.
    const range = typeof step === "number" ? rangeOf(node.key) : key && rangeOf(key);
    const last = index === node.resolvedKey.length - 1;
    if (range !== undefined) tree.set({ key: range, value: last ? rangeOf(node.key) : range });
  });
  for (const member of node.body) addKeyValue(tree, member);
}

function addKeyValue(parent: StepTree<ValueRange>, node: AST.TOMLKeyValue): void {
  let tree = parent;
  node.key.keys.forEach((key, index) => {
    tree = tree.member(nameOf(key));
    const last = index === node.key.keys.length - 1;
    tree.set({ key: rangeOf(key), value: rangeOf(last ? node.value : key) });
  });
  addContent(tree, node.value);
}

function addContent(tree: StepTree<ValueRange>, node: AST.TOMLContentNode): void {
  if (node.type === "TOMLInlineTable") for (const member of node.body) addKeyValue(tree, member);
  if (node.type === "TOMLArray") {
    node.elements.forEach((element, index) => {
      const member = tree.member(index);
      member.set({ value: rangeOf(element) });
      addContent(member, element);
    });
  }
}

function addDates(entries: readonly AST.TOMLKeyValue[], tree: StepTree<string>): void {
  for (const { key, value } of entries) addDatesOf(value, key.keys.map(nameOf).reduce(memberOf, tree));
}

function addDatesOf(node: AST.TOMLContentNode, tree: StepTree<string>): void {
  if (node.type === "TOMLInlineTable") addDates(node.body, tree);
  else if (node.type === "TOMLArray")
    node.elements.forEach((element, index) => addDatesOf(element, tree.member(index)));
  else if ("datetime" in node) tree.set(node.datetime);
}

function memberOf<T>(tree: StepTree<T>, step: Step): StepTree<T> {
  return tree.member(step);
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
