import type { Document } from "@rototo/core/documents";
import { RototoError } from "@rototo/core/resolve";

/**
 * The text of a snapshot's content.
 *
 * @throws {RototoError} `snapshot-invalid` for one that is no UTF-8, `source-unavailable` for one that cannot be read.
 */
export function readableText(content: Document, name: string): string {
  if (typeof content === "string") return content;
  const details = { source: name };
  if (content.unreadable === "encoding") {
    throw new RototoError(
      "snapshot-invalid",
      `${name}: the snapshot cannot be read: it is not UTF-8 text, so damaged or another file: ` +
        "fetch it again, or build it again with `rototo build`",
      { details },
    );
  }
  const reason = content.unreadable === "denied" ? "this user may not read it" : "it is not a file";
  throw new RototoError("source-unavailable", `${name}: the snapshot cannot be read: ${reason}`, { details });
}
