import { isUtf8 } from "node:buffer";
import type { Document } from "@rototo/core/documents";

/**
 * Strict UTF-8 without its byte order mark; bytes that are not UTF-8 are an unreadable
 * document. Several marks all stay, for lint to find: whoever reads the text takes one off, too.
 */
export function decodeDocument(bytes: Buffer): Document {
  if (!isUtf8(bytes)) return { unreadable: "encoding" };
  const text = bytes.toString("utf8");
  return /^\uFEFF(?!\uFEFF)/.test(text) ? text.slice(1) : text;
}
