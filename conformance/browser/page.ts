import type { Resolver } from "@rototo/core/resolve";
import { answerRequest, type RuntimeQuestion } from "../answer-request.js";

/**
 * The script of the page: fetches one question and sends back the answer. It runs by itself, because the browser lets
 * what a test evaluates in a page generate code.
 */
const { path, question } = (await (await fetch("/question")).json()) as PageQuestion;
const modules: Record<string, Resolver> = {};
if (question?.module !== undefined) {
  const address = `/modules/${question.module}.mjs`;
  modules[question.module] = ((await import(address)) as { default: Resolver }).default;
}
const asked = new Request(new URL(path, import.meta.url), { method: "POST", body: JSON.stringify(question ?? {}) });
const answer = await answerRequest(asked, modules);
await fetch("/answer", { method: "POST", body: await answer.text() });

/** What `/question` has. */
export interface PageQuestion {
  readonly path: string;
  readonly question?: RuntimeQuestion;
}
