import { isUtf8 } from "node:buffer";
import type { Document } from "@rototo/core";

/** Strict UTF-8 without its BOM; bytes that are not UTF-8 are an unreadable document. */
export function decodeDocument(bytes: Buffer): Document {
  if (!isUtf8(bytes)) return { unreadable: "encoding" };
  const text = bytes.toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
