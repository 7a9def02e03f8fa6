import { drawAnswer } from "./draw-answer.js";
import { drawFailure } from "./draw-failure.js";
import { drawProvenance } from "./draw-provenance.js";
import { drawQuestion } from "./draw-question.js";
import { describeReason } from "./describe-reason.js";
import { element } from "./element.js";
import { explainDecision, type Question } from "./explain-decision.js";
import { loadSnapshot, type LoadedSnapshot } from "./load-snapshot.js";
import { workspaces, type WorkspaceChoice } from "./workspaces.js";

const choices = find("#workspaces", HTMLElement);
const form = find("#question", HTMLFormElement);
const answer = find("#answer", HTMLElement);
const status = find("#status", HTMLElement);

function find<T extends Element>(selector: string, kind: new () => T): T {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${selector}`);
}

/** The workspace that was chosen last: what comes late for another is not shown. */
let shown: WorkspaceChoice | undefined;

async function show(workspace: WorkspaceChoice): Promise<void> {
  shown = workspace;
  try {
    const loaded = await loadSnapshot(new URL(workspace.file, document.baseURI));
    if (shown !== workspace) return;
    form.hidden = false;
    drawQuestion(form, workspace, loaded, (question) => showAnswer(loaded, question));
  } catch (error) {
    if (shown !== workspace) return;
    form.hidden = true;
    showFailure(error);
  }
}

function showAnswer(loaded: LoadedSnapshot, question: Question): void {
  try {
    const explanation = explainDecision(loaded, question);
    answer.replaceChildren(...drawAnswer(explanation), drawProvenance(loaded.snapshot));
    status.replaceChildren(element("strong", {}, explanation.resolution.valueKey), `. ${describeReason(explanation)}`);
  } catch (error) {
    showFailure(error);
  }
}

function showFailure(error: unknown): void {
  const failure = drawFailure(error);
  answer.replaceChildren(failure);
  status.textContent = failure.querySelector("h2")?.textContent ?? "";
}

function drawChoice(workspace: WorkspaceChoice, index: number): HTMLElement {
  const radio = element("input", { type: "radio", name: "workspace", ...(index === 0 && { checked: "" }) });
  radio.onchange = () => void show(workspace);
  return element("label", {}, radio, element("span", {}, workspace.title));
}

choices.replaceChildren(...workspaces.map(drawChoice));
if (workspaces[0] !== undefined) await show(workspaces[0]);
