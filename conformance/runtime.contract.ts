import { createHash } from "node:crypto";
import { readSnapshot } from "@rototo/core/resolve";
import { describe, expect, it } from "vitest";
import { answerCase, casesWithClock, expectedAnswer, type CaseAnswer } from "./answer-case.js";
import { buildSnapshot, openFiles } from "./build-snapshots.js";
import type { ConformanceSuite } from "./read-suites.js";
import type { AnswerSource, RuntimeQuestion } from "./answer-request.js";

/**
 * What every runtime without Node must do: answer and explain as Node does, and refuse what is no whole snapshot.
 *
 * @param ask Has the runtime answer; it knows the module of each suite by the suite's name.
 */
export function runtimeContract(
  suites: readonly ConformanceSuite[],
  ask: (question: RuntimeQuestion) => Promise<unknown>,
): void {
  describe.each(suites)("from $name", (suite) => {
    const snapshot = buildSnapshot(suite);
    const cases = casesWithClock(suite.cases);
    it.each<[string, AnswerSource]>([
      ["a JSON snapshot", { snapshot }],
      ["the client of a published one", { published: snapshot }],
      ["an ES module", { module: suite.name }],
    ])("gives the answers and traces of Node: %s", async (_, from) => {
      const answers = (await ask({ from, cases })) as CaseAnswer[];
      expect(answers).toEqual(answersOfNode(suite, cases));
      expect(answers.map(({ answer }) => answer)).toEqual(cases.map(expectedAnswer));
    });
  });

  const [suite] = suites as [ConformanceSuite];
  const whole = buildSnapshot(suite);
  it.each([
    ["cut off", whole.slice(0, 200), /damaged, cut off or not JSON/],
    ["cut off before its end", whole.trimEnd().slice(0, -1), /damaged, cut off or not JSON/],
    ["edited", whole.replace('"linted":true', '"linted":null'), /does not have the hash that it states/],
    ["under another hash", whole.replace(/sha256:\w{8}/, "sha256:00000000"), /does not have the hash that it states/],
    ["no snapshot", "<html></html>", /not JSON/],
    ["other JSON", "{}", /not a rototo snapshot/],
    ["of a newer format", whole.replace('"format_version":"1.', '"format_version":"2.'), /format 2\.x/],
  ])("refuses what is %s, in the words of Node", async (_, snapshot, message) => {
    const refusal = await ask({ from: { snapshot }, cases: suite.cases });
    expect(refusal).toEqual({ code: "snapshot-invalid", message: expect.stringMatching(message) as string });
    expect(refusal).toEqual(refusalOfNode(snapshot));
  });
}

/** From the files, with the engine that generates code. */
function answersOfNode(suite: ConformanceSuite, cases: ConformanceSuite["cases"]): unknown {
  const resolver = openFiles(suite, { now: () => Date.now() });
  return throughJson(cases.map((each) => answerCase(resolver, each)));
}

function refusalOfNode(text: string): unknown {
  try {
    const unverified = readSnapshot(text);
    return unverified.verify(createHash("sha256").update(unverified.content).digest("hex"));
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    return { code, message };
  }
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
