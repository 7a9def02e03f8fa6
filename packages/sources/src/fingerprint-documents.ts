import { createHash } from "node:crypto";
import type { Documents } from "@rototo/core/documents";
import { isOfTests } from "./select-documents.js";

/**
 * `sha256:<hex>` over every path and content in code-unit order of the paths,
 * unreadable files included: equal documents give equal fingerprints wherever
 * they came from. The workspace's tests do not count: who reads them and who does
 * not name the same version alike.
 */
export function fingerprintDocuments(documents: Documents): string {
  const hash = createHash("sha256");
  for (const path of [...documents.keys()].filter((path) => !isOfTests(path)).sort()) {
    const document = documents.get(path) ?? "";
    const [kind, content] = typeof document === "string" ? ["text", document] : ["unreadable", document.unreadable];
    // Lengths in front, so that no content can pass for the next entry.
    hash.update(`${path.length}:${path}${kind}:${content.length}:`).update(content);
  }
  return `sha256:${hash.digest("hex")}`;
}
