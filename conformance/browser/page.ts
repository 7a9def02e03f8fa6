import type { WorkspaceResolver } from "@rototo/core/queries";
import { answerRequest, type RuntimeQuestion } from "../answer-request.js";

/**
 * The script of the page: fetches one question and sends back the answer. It runs by itself, because the browser lets
 * what a test evaluates in a page generate code.
 */
const { path, question } = (await (await fetch("/question")).json()) as PageQuestion;
const modules: Record<string, WorkspaceResolver> = {};
if (question !== undefined && "module" in question.from) {
  const { module } = question.from;
  modules[module] = ((await import(`/modules/${module}.mjs`)) as { default: WorkspaceResolver }).default;
}
const asked = new Request(new URL(path, import.meta.url), { method: "POST", body: JSON.stringify(question ?? {}) });
const answer = await answerRequest(asked, modules);
await fetch("/answer", { method: "POST", body: await answer.text() });

/** What `/question` has. */
export interface PageQuestion {
  readonly path: string;
  readonly question?: RuntimeQuestion;
}
