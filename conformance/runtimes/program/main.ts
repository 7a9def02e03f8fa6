import { basename } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import type { WorkspaceResolver } from "@rototo/core/queries";
import { answerRequest, type RuntimeQuestion } from "../../answer-request.js";
import { answerOfClient, type ClientQuestion } from "./answer-of-client.js";
import { answerOfWorkspace, type WorkspaceQuestion } from "./answer-of-workspace.js";

/** What the program is asked: one on each line of its input. Its answer is a line of its output. */
export type ProgramQuestion =
  "warnings" | { readonly conformance: RuntimeQuestion } | WorkspaceQuestion | ClientQuestion;

/** Process warnings so far. */
const warnings: string[] = [];
process.on("warning", (warning: NodeJS.ErrnoException) => warnings.push(warning.code ?? warning.message));

/** The snapshots that are modules, by their names: the program is started with their paths. */
const modules: Record<string, WorkspaceResolver> = {};
for (const path of process.argv.slice(2)) {
  const { default: resolver } = (await import(pathToFileURL(path).href)) as { readonly default: WorkspaceResolver };
  modules[basename(path, ".mjs")] = resolver;
}

for await (const line of createInterface({ input: process.stdin })) {
  const answered = await answer(JSON.parse(line) as ProgramQuestion);
  process.stdout.write(`${JSON.stringify(answered ?? null)}\n`);
}

/** Whatever fails is an answer, too. */
async function answer(question: ProgramQuestion): Promise<unknown> {
  if (question === "warnings") return warnings;
  try {
    if ("conformance" in question) return await answerOfRuntime(question.conformance);
    return "client" in question ? await answerOfClient(question) : await answerOfWorkspace(question);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    return { code, message };
  }
}

async function answerOfRuntime(question: RuntimeQuestion): Promise<unknown> {
  const body = JSON.stringify(question);
  const response = await answerRequest(new Request("https://conformance.invalid/", { method: "POST", body }), modules);
  return response.json();
}
