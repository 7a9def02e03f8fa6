import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildModule } from "./build-snapshots.js";
import { readSuites } from "./read-suites.js";
import { runtimeContract } from "./runtime.contract.js";
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
      "answer-request": await bundle("answer-request.ts"),
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

  runtimeContract(suites, async (question) => {
    const response = await fetch(worker.url, { method: "POST", body: JSON.stringify(question) });
    return response.json();
  });
});

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
