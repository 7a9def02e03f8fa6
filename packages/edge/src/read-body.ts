import { sourceFailure } from "@rototo/core/remote";
import { RototoError } from "@rototo/core/resolve";

/**
 * The text of an answer, read no further than `maxBytes`.
 *
 * @param name What to call the snapshot in a message.
 * @throws {RototoError} `source-too-large`, or `snapshot-invalid` for what is not UTF-8. Errors of the network.
 */
export async function readBody({ headers, body }: Response, maxBytes: number, name: string): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const decode = createDecoder(name);
  let text = "";
  let bytes = Number(headers.get("content-length") ?? 0) > maxBytes ? Infinity : 0;
  try {
    while (bytes <= maxBytes) {
      const { done, value } = await reader.read();
      if (done) return text + decode();
      bytes += value.length;
      text += decode(value);
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
  throw sourceFailure(
    name,
    "source-too-large",
    {
      reason: `the snapshot is larger than ${maxBytes} bytes`,
      advice: "build one of a smaller workspace, or raise maxBytes",
    },
    { limit: "maxBytes", allowed: maxBytes },
  );
}

/** Decodes the chunks of one text; without a chunk, what is left of it. */
function createDecoder(name: string): (chunk?: Uint8Array) => string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new RototoError(
        "snapshot-invalid",
        `${name}: the snapshot cannot be read: it is not UTF-8 text, so damaged or another file`,
        { details: { source: name } },
      );
    }
  };
}
