import { parentPort } from "node:worker_threads";
import { checkVersionAnswers } from "./check-version-answers.js";
import { sourceOfPlan } from "./load-plan.js";
import { loadSchemaEngine } from "./load-schema-engine.js";
import { loaderHere } from "./load-version.js";
import {
  describeFailure,
  type AskRequest,
  type ThreadAnswer,
  type ThreadMessage,
  type ThreadRequest,
} from "./thread-message.js";
import { readVersionLines, writeVersionLines } from "./version-lines.js";

/**
 * The program of the thread that loads versions: reading, lint and compiling a
 * large workspace take a second, in which the thread that serves requests goes on.
 */
const asking = new Map<number, AbortController>();

parentPort?.on("message", (request: ThreadRequest) => {
  if (request.kind === "abort") asking.get(request.id)?.abort();
  else void ask(request);
});
parentPort?.postMessage("started" satisfies ThreadMessage);

async function ask({ id, request, ended }: Extract<ThreadRequest, { kind: "ask" }>): Promise<void> {
  const controller = new AbortController();
  asking.set(id, controller);
  const { answer, transfer } = await answerTo(request, controller.signal);
  asking.delete(id);
  // Whoever waits for the process to exit sleeps, and reads no message.
  Atomics.store(ended, 0, 1);
  Atomics.notify(ended, 0);
  parentPort?.postMessage({ id, answer } satisfies ThreadMessage, transfer);
}

async function answerTo(
  { plan, known }: AskRequest,
  signal: AbortSignal,
): Promise<{ answer: ThreadAnswer; transfer: ArrayBuffer[] }> {
  try {
    const { options, snapshot: wantsSnapshot } = plan;
    const version = await loaderHere(sourceOfPlan(plan), { ...options, snapshot: wantsSnapshot }).load(known, {
      signal,
    });
    if (typeof version === "string") return { answer: { kind: version }, transfer: [] };
    const { snapshot, ...rest } = version;
    const lines = writeVersionLines(rest);
    // In the form in which it will be served, and here, where a check that never ends holds up nobody else.
    if (options.lint !== "skip") {
      checkVersionAnswers(await readVersionLines(lines, undefined, signal), await loadSchemaEngine(version.compiled));
    }
    if (snapshot === undefined) return { answer: { kind: "version", lines }, transfer: [lines.buffer] };
    // Never shared: `writeVersionSnapshot` has just made it.
    const bytes = snapshot.buffer as ArrayBuffer;
    return { answer: { kind: "version", lines, snapshot }, transfer: [lines.buffer, bytes] };
  } catch (error) {
    return { answer: { kind: "failed", failure: describeFailure(error) }, transfer: [] };
  }
}
