import { createHash } from "node:crypto";
import { loadWorkspace, type Resolver } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { readSnapshot } from "@rototo/core/resolve";
import { describe, expect, it } from "vitest";
import { answerCase, expectedAnswer, type CaseAnswer } from "./answer-case.js";
import { buildSnapshot } from "./build-snapshots.js";
import type { ConformanceSuite } from "./read-suites.js";
import type { RuntimeQuestion } from "./answer-request.js";

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
    it.each([
      { from: "a JSON snapshot", question: { snapshot: buildSnapshot(suite) } },
      { from: "an ES module", question: { module: suite.name } },
    ])("gives the answers and traces of Node: $from", async ({ question }) => {
      const answers = (await ask({ ...question, cases: suite.cases })) as CaseAnswer[];
      expect(answers).toEqual(answersOfNode(suite));
      expect(answers.map(({ answer }) => answer)).toEqual(suite.cases.map(expectedAnswer));
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
    const refusal = await ask({ snapshot, cases: suite.cases });
    expect(refusal).toEqual({ code: "snapshot-invalid", message: expect.stringMatching(message) as string });
    expect(refusal).toEqual(refusalOfNode(snapshot));
  });
}

/** From the files, with the engine that generates code. */
function answersOfNode({ documents, cases }: ConformanceSuite): unknown {
  const { resolver } = loadWorkspace(documents, { schemaEngine: ajvEngine });
  return throughJson(cases.map((each) => answerCase(resolver as Resolver, each)));
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
