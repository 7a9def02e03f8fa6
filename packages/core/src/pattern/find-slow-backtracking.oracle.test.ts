import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { findSlowBacktracking, LONGEST_BACKTRACKED } from "./find-slow-backtracking.js";

/** Long enough for any search that is not hopeless, on a machine that has other things to do. */
const KILL_AFTER_MS = 10_000;

const HEADS = ["", "^", "\\b", "^(?=x?)", "(?<!a)", "^(?!.*z$)"];
const BODIES = [
  "a*",
  "a+b?",
  "(a|b)*",
  "(a|a)*",
  "(a+)+",
  "(a*b)*",
  "(ab|a)*",
  "(ab|a|b)*",
  "a*a*",
  "a*b*a*",
  ".*a.*b",
  "a{0,20}a{0,20}",
  "(a?){12}",
  "((a|b){2,5}){3}",
  "(a{0,9}){4}",
  "(?=.*a)\\w+",
  "(?:(?=a+b)a)*",
  "(?<=(?:ab)*)b",
  "(a)(b*)\\1+",
  "(.)\\1",
  "(a+)-\\1",
  "(?:\\b|a)*",
  "(?:a?b?)*",
];
const TAILS = ["$", "c", "\\b", "(?!c)$", "[^]*d"];
const PUMPED = ["a", "b", "ab", "ba", "aab", "a-", "a b", "x"];

/** Texts that make a search go through everything: a round many times over, and an end that does not match. */
const TEXTS = PUMPED.flatMap((pump) =>
  ["", "!", "c\n"].map((end) => pump.repeat(LONGEST_BACKTRACKED).slice(0, LONGEST_BACKTRACKED - end.length) + end),
);

test("what a backtracking engine may run ends on every text", async () => {
  const patterns = HEADS.flatMap((head) => BODIES.flatMap((body) => TAILS.map((tail) => head + body + tail)));
  const accepted = patterns.filter((pattern) => findSlowBacktracking(pattern) === undefined);
  expect(accepted.length).toBeGreaterThan(patterns.length / 4);
  expect(accepted.length).toBeLessThan(patterns.length);
  expect(await findEndless(accepted)).toBeUndefined();
}, 300_000);

test("the kill finds what never ends", async () => {
  expect(await findEndless(["^a$", "^(a+)+$"], 1_000)).toBe("^(a+)+$");
}, 60_000);

/** The first of `patterns` on which a search did not end. */
async function findEndless(patterns: readonly string[], killAfterMs = KILL_AFTER_MS): Promise<string | undefined> {
  const worker = new Worker(
    `const { parentPort, workerData: { patterns, texts } } = require("node:worker_threads");
     for (const pattern of patterns) {
       const regExp = new RegExp(pattern, "u");
       for (const text of texts) {
         parentPort.postMessage(pattern);
         regExp.test(text);
       }
     }`,
    { eval: true, workerData: { patterns, texts: TEXTS } },
  );
  return new Promise((resolve, reject) => {
    let current: string | undefined;
    const kill = () => {
      resolve(current);
      void worker.terminate();
    };
    let timer = setTimeout(kill, killAfterMs);
    worker.on("message", (pattern: string) => {
      current = pattern;
      clearTimeout(timer);
      timer = setTimeout(kill, killAfterMs);
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}
