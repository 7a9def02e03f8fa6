const BYTE_ORDER_MARK = "\uFEFF";

/**
 * The text of a document as parsers and positions see it: without a byte order mark,
 * and with LF alone between lines, so that a checkout with CRLF holds the same values.
 * A CR without LF stays: no format here knows it as the end of a line.
 */
export function sourceText(text: string): string {
  const unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  return unmarked.replaceAll("\r\n", "\n");
}
