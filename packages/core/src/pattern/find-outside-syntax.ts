import type { ClassMember, Element, PatternFault, PatternTree } from "./parse-pattern.js";
import { findUnicodeProperty } from "./unicode-property.js";
import { visitElements } from "./visit-elements.js";

const ANCHOR_INSIDE =
  "may stand only at the beginning and end of an alternative of the whole pattern: write ^(?:a|b)$, or ^a$|^b$";

/** The first part of a pattern that an automaton does not run, and what to write instead. */
export function findOutsideSyntax(tree: PatternTree): PatternFault | undefined {
  const anchors = new Set<Element | ClassMember>();
  for (const { elements } of tree.alternatives) {
    const [begin, end] = [elements[0], elements.at(-1)];
    if (isAnchor(begin, "start")) anchors.add(begin);
    if (isAnchor(end, "end")) anchors.add(end);
  }
  for (const element of visitElements(tree)) {
    const message = anchors.has(element) ? undefined : describeOutside(element);
    if (message !== undefined) return { message: `has ${message}`, index: element.start };
  }
  return undefined;
}

export function isAnchor(element: Element | undefined, kind: "start" | "end"): element is Element {
  return element?.type === "Assertion" && element.kind === kind;
}

function describeOutside(element: Element | ClassMember): string | undefined {
  switch (element.type) {
    case "Assertion":
      switch (element.kind) {
        case "start":
          return `^ inside, which ${ANCHOR_INSIDE}`;
        case "end":
          return `$ inside, which ${ANCHOR_INSIDE}`;
        case "word":
          return `${element.raw}: write what may stand beside it, as in ^red$|^red\\W|\\Wred$|\\Wred\\W for \\bred\\b`;
        default:
          return `the look-around ${opening(element.raw)}…): give each condition a pattern of its own, all of which must match, or must not`;
      }
    case "Backreference":
      return `the backreference ${element.raw}: write out what may repeat, as in "[^"]*"|'[^']*' for (["'])[^"']*\\1`;
    case "CapturingGroup":
      return element.name === null
        ? undefined
        : `the named group (?<${element.name}>…): write (…), for nothing reads the name`;
    case "CharacterSet":
      return element.kind === "property" ? describeProperty(element) : undefined;
    default:
      return undefined;
  }
}

function describeProperty({ key, raw }: { readonly key: string; readonly raw: string }): string | undefined {
  if (!["General_Category", "gc", "Script", "sc"].includes(key))
    return `${raw}: write a general category such as \\p{Lu}, a script such as \\p{Script=Greek}, or a class`;
  if (findUnicodeProperty(raw) === undefined)
    return `${raw}, which the Unicode of this engine does not have: write a class`;
  return undefined;
}

function opening(raw: string): string {
  return (/^\(\?<?[=!]/.exec(raw) as RegExpExecArray)[0];
}
