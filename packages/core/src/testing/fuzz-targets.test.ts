import { env } from "node:process";
import fc from "fast-check";
import { describe, it } from "vitest";
import { FUZZ_TARGETS } from "./fuzz-targets.js";

/** `FUZZ_RUNS` sets the number of texts for each target, `FUZZ_MS` a time for each in its place. */
const duration = env["FUZZ_MS"] === undefined ? undefined : Number(env["FUZZ_MS"]);
const limits =
  duration === undefined
    ? { numRuns: Number(env["FUZZ_RUNS"] ?? 60) }
    : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: duration, markInterruptAsFailure: false };

const scraps = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom(..."[ ] { } [[ ]] , : = . # \" ' \"\"\" ''' \\ \\u0000 \n \r\n \r \0 \uFEFF \ud800".split(" ")),
  fc.constantFrom("__proto__", "constructor", "null", "true", "1e400", "9007199254740993", "-0", "1.0", "nan", "inf"),
  fc.constantFrom("2026-02-30", "qualifier.large", "rototo.environment", "..", "{}", "[]", '"a":', "a.b.c = "),
  fc
    .tuple(fc.constantFrom("[", "{", '{"a":', "{a=", "a.", "[[a]]\n"), fc.nat(1_200))
    .map(([part, times]) => part.repeat(times)),
);

/** What becomes of a seed: pieces go, come, move, or everything is replaced. */
function texts(seed: string): fc.Arbitrary<string> {
  const edit = fc.tuple(
    fc.nat(),
    fc.nat(24),
    fc.oneof(
      scraps,
      fc.nat().map((at) => seed.slice(at % seed.length).slice(0, 24)),
    ),
  );
  const edited = fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
    edits.reduce((text, [at, length, scrap]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + scrap + text.slice(start + length);
    }, seed),
  );
  const made = fc.array(scraps, { maxLength: 12 }).map((parts) => parts.join(""));
  return fc.oneof({ weight: 4, arbitrary: edited }, { weight: 1, arbitrary: made });
}

describe("any text, wherever it comes in, is a finding or a coded error", () => {
  it.each(Object.entries(FUZZ_TARGETS))(
    "%s",
    (_, { seed, run }) => {
      run(seed);
      fc.assert(fc.property(texts(seed), run), limits);
    },
    60_000 + (duration ?? 0),
  );
});
