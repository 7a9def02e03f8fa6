import type { Readable } from "node:stream";
import { usageError } from "../failure/command-error.js";
import { systemErrorReason } from "../failure/system-error-reason.js";

/** Far beyond any context. What never ends, such as `/dev/zero`, ends here. */
export const MOST_CONTEXT_BYTES = 8 * 2 ** 20;

/**
 * All text of a stream, which is UTF-8.
 *
 * @param where What a message calls it: `--context @request.json`.
 * @throws {CommandError} `usage` when it cannot be read, is larger than {@link MOST_CONTEXT_BYTES}, or is not UTF-8.
 */
export async function readText(stream: Readable, where: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > MOST_CONTEXT_BYTES) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw usageError(`${where}: ${systemErrorReason(cause)}`, { cause });
  }
  if (bytes > MOST_CONTEXT_BYTES) {
    throw usageError(`${where}: larger than ${MOST_CONTEXT_BYTES / 2 ** 20} MiB`, {
      help: "a context holds the facts that one decision needs",
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw usageError(`${where}: the text is not UTF-8`, { cause });
  }
}
