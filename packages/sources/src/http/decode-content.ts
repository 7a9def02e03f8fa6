import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { SourceFailure } from "../source-failure.js";

const DECODERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/** More than anybody has a use for; each may multiply the bytes. */
const MOST_CODINGS = 3;

/** The codings that a `Content-Encoding` names, in the order in which they were applied. */
export function contentCodings(contentEncoding: string | undefined): readonly string[] {
  return (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
}

/**
 * The content of an answer without these codings, as `fetch` gives it: some servers
 * send a file that is stored compressed like that, whatever was asked for.
 *
 * @param count Sees the bytes as they come over the network. Those of the result are to be counted by whoever reads it.
 * @throws {SourceFailure} `source-unavailable` for a coding that is not known.
 */
export function decodeContent(
  body: Readable,
  codings: readonly string[],
  count: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
): Readable {
  if (codings.length === 0) return body;
  if (codings.length > MOST_CODINGS) throw unknownCoding("with too many encodings");
  const decoders = codings.toReversed().map((coding) => {
    const decoder = DECODERS.get(coding);
    if (decoder === undefined) throw unknownCoding("in an encoding that was not asked for");
    return decoder();
  });
  // An error of each reaches the last.
  return pipeline([Readable.from(count(body)), ...decoders], () => undefined) as Transform;
}

function unknownCoding(how: string): SourceFailure {
  return new SourceFailure(
    "source-unavailable",
    `the server sends its answer ${how}`,
    "ask who runs the server to send the file as it is",
  );
}
