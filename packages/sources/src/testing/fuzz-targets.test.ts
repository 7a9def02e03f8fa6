import { env } from "node:process";
import * as fc from "fast-check";
import { describe, it } from "vitest";
import { FUZZ_TARGETS } from "./fuzz-targets.js";

/** `FUZZ_RUNS` sets the number of inputs for each target, `FUZZ_MS` a time for each in its place. */
const duration = env["FUZZ_MS"] === undefined ? undefined : Number(env["FUZZ_MS"]);
const limits =
  duration === undefined
    ? { numRuns: Number(env["FUZZ_RUNS"] ?? 60) }
    : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: duration, markInterruptAsFailure: false };

const scraps = fc.oneof(
  fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      ..."^ : / // :// # ? @ % \\ \" ' = & .. . ~ - \0 \r\n -1 abc \x1f\x8b https: file:// //u:p".split(" "),
    )
    .map((text) => Buffer.from(text, "latin1")),
  fc
    .constantFrom(
      "Content-Length: -1\r\n",
      "Content-Encoding: br\r\n",
      "HTTP/1.1 abc\r\n",
      "SSH-2.0-x\r\n",
      "ffffffff\r\n",
    )
    .map((text) => Buffer.from(text)),
  fc.tuple(fc.constantFrom("/", ":", "a", "#", "\0", "x: y\r\n"), fc.nat(3_000)).map(([part, times]) => {
    return Buffer.from(part.repeat(times));
  }),
);

/** What becomes of a seed: pieces go, come, move, or everything is replaced. */
function inputs(seed: Buffer): fc.Arbitrary<Buffer> {
  const edit = fc.tuple(
    fc.nat(),
    fc.nat(24),
    fc.oneof(
      scraps,
      fc.nat().map((at) => seed.subarray(at % seed.length).subarray(0, 24)),
    ),
  );
  const edited = fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
    edits.reduce((bytes, [at, length, scrap]) => {
      const start = at % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, start), scrap, bytes.subarray(start + length)]);
    }, seed),
  );
  const made = fc.array(scraps, { maxLength: 12 }).map((parts) => Buffer.concat(parts));
  return fc.oneof({ weight: 4, arbitrary: edited }, { weight: 1, arbitrary: made });
}

describe("any bytes, wherever they come in, are an answer or a coded error without a secret", () => {
  it.each(Object.entries(FUZZ_TARGETS))(
    "%s",
    async (_, { seed, run }) => {
      await run(seed);
      await fc.assert(fc.asyncProperty(inputs(seed), run), limits);
    },
    60_000 + (duration ?? 0),
  );
});
