const BYTE_ORDER_MARK = "\uFEFF";

/** The text of a document as parsers and positions see it: without a byte order mark. */
export function sourceText(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}
