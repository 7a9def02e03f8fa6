import { join } from "node:path";
import { loadWorkspace, type Resolver } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerCase, expectedAnswer, type CaseAnswer } from "./answer-case.js";
import { buildModule, buildSnapshot } from "./build-snapshots.js";
import { readSuites, type ConformanceSuite } from "./read-suites.js";
import type { WorkerQuestion } from "./workerd/answer-request.js";
import { startWorkerd, type Worker } from "./workerd/start-workerd.mjs";

const suites = await readSuites();

let worker: Worker;

beforeAll(async () => {
  const modules = suites.map(async (suite, index) => [`module-${index}`, await buildModule(suite)] as const);
  worker = await startWorkerd({
    modules: {
      main: [
        `import { answerRequest } from "answer-request";`,
        ...suites.map((_, index) => `import resolver${index} from "module-${index}";`),
        `const modules = { ${suites.map(({ name }, index) => `"${name}": resolver${index}`).join(", ")} };`,
        `export default { fetch: (request) => answerRequest(request, modules) };`,
      ].join("\n"),
      "answer-request": await bundle("workerd/answer-request.ts"),
      ...(Object.fromEntries(await Promise.all(modules)) as Record<string, string>),
    },
  });
}, 60_000);

afterAll(() => worker.stop());

describe("workerd", () => {
  it("forbids to generate code", async () => {
    const response = await fetch(`${worker.url}/generate-code`);
    expect(await response.json()).toMatch(/Code generation from strings disallowed/);
  });

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
  const text = buildSnapshot(suite);
  it.each([
    ["cut off", text.slice(0, 200), /damaged, cut off or not JSON/],
    ["edited", text.replace('"linted":true', '"linted":null'), /does not have the hash that it states/],
    ["foreign", "<html></html>", /not JSON/],
    ["other JSON", "{}", /not a rototo snapshot/],
    ["of a newer format", text.replace('"format_version":"1.', '"format_version":"2.'), /format 2\.x/],
  ])("refuses a snapshot that is %s", async (_, snapshot, message) => {
    expect(await ask({ snapshot, cases: suite.cases })).toEqual({
      code: "snapshot-invalid",
      message: expect.stringMatching(message) as string,
    });
  });
});

/** From the files, with the engine that generates code. */
function answersOfNode({ documents, cases }: ConformanceSuite): unknown {
  const { resolver } = loadWorkspace(documents, { schemaEngine: ajvEngine });
  return throughJson(cases.map((each) => answerCase(resolver as Resolver, each)));
}

async function ask(question: WorkerQuestion): Promise<unknown> {
  const response = await fetch(worker.url, { method: "POST", body: JSON.stringify(question) });
  return response.json();
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    conditions: ["@rototo/source"],
    mainFields: ["module", "main"],
  });
  return outputFiles[0]?.text ?? "";
}
