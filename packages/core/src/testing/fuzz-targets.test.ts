import fc from "fast-check";
import { describe } from "vitest";
import { FUZZ_TARGETS } from "./fuzz-targets.js";
import { testFuzzTargets } from "./test-fuzz-targets.js";

const scraps = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom(..."[ ] { } [[ ]] , : = . # \" ' \"\"\" ''' \\ \\u0000 \n \r\n \r \0 \uFEFF \ud800".split(" ")),
  fc.constantFrom("__proto__", "constructor", "null", "true", "1e400", "9007199254740993", "-0", "1.0", "nan", "inf"),
  fc.constantFrom("2026-02-30", "qualifier.large", "rototo.environment", "..", "{}", "[]", '"a":', "a.b.c = "),
  fc
    .tuple(fc.constantFrom("[", "{", '{"a":', "{a=", "a.", "[[a]]\n"), fc.nat(1_200))
    .map(([part, times]) => part.repeat(times)),
);

describe("any text, wherever it comes in, is a finding or a coded error", () => {
  testFuzzTargets(FUZZ_TARGETS, scraps);
});
