import process from "node:process";
import fc from "fast-check";
import { it } from "vitest";

/** A text that a target is made to take, and the target: it throws or rejects when it met what must not be. */
export interface FuzzTarget {
  readonly seed: string;
  readonly run: (text: string) => void | Promise<void>;
}

/** `FUZZ_RUNS` sets the number of texts for each target, `FUZZ_MS` a time for each in its place. */
const duration = process.env["FUZZ_MS"] === undefined ? undefined : Number(process.env["FUZZ_MS"]);
const limits =
  duration === undefined
    ? { numRuns: Number(process.env["FUZZ_RUNS"] ?? 60) }
    : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: duration, markInterruptAsFailure: false };

/** What becomes of a seed: pieces go, come, move, or everything is replaced. */
function texts(seed: string, scraps: fc.Arbitrary<string>): fc.Arbitrary<string> {
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

/** A test for each target: it takes its seed, and whatever becomes of that with `scraps`, the pieces that it may trip over. */
export function testFuzzTargets(targets: Readonly<Record<string, FuzzTarget>>, scraps: fc.Arbitrary<string>): void {
  it.each(Object.entries(targets))(
    "%s",
    async (name, { seed, run }) => {
      await run(seed);
      let runs = 0;
      const property = fc.asyncProperty(texts(seed, scraps), async (text) => {
        runs += 1;
        await run(text);
      });
      await fc.assert(property, limits);
      if (duration !== undefined) process.stdout.write(`${name}: ${runs} texts\n`);
    },
    60_000 + (duration ?? 0),
  );
}
