import { buildContext, type ContextField, type FieldTexts } from "./context-field.js";
import { element } from "./element.js";
import type { Question } from "./explain-decision.js";
import type { LoadedSnapshot } from "./load-snapshot.js";
import type { Account, WorkspaceChoice } from "./workspaces.js";

/** Fills `form` with what can be asked, begins with the first account, and calls `ask` at once and at each change. */
export function drawQuestion(
  form: HTMLFormElement,
  { fields, accounts }: WorkspaceChoice,
  { resolver }: LoadedSnapshot,
  ask: (question: Question) => void,
): void {
  const { environments, variableIds } = resolver;
  const inputs = fields.map(fieldInput);
  const sent = element("code");
  form.replaceChildren(
    variableChoice(variableIds),
    ...(environments === undefined ? [] : [environmentChoice(environments)]),
    accountChoice(accounts),
    element("fieldset", { class: "fields" }, element("legend", {}, "Context"), ...inputs.map(({ row }) => row)),
    element(
      "details",
      { class: "sent" },
      element("summary", {}, "As the application sends it"),
      element("pre", {}, sent),
    ),
  );

  const texts = (): FieldTexts => new Map(inputs.map(({ path, text }) => [path, text.value]));
  const fill = (account: Account) => inputs.forEach(({ path, write }) => write(account.texts[path] ?? ""));
  const update = () => {
    const context = buildContext(fields, texts());
    sent.textContent = JSON.stringify(context, null, 2);
    ask({
      variable: chosen(form, "variable"),
      environment: environments && chosen(form, "environment"),
      context,
    });
  };
  form.oninput = ({ target }) => {
    const radios = [...form.querySelectorAll<HTMLInputElement>("input[name=account]")];
    const picked = target instanceof HTMLInputElement ? accounts[radios.indexOf(target)] : undefined;
    if (picked !== undefined) fill(picked);
    // An account that was changed by hand is none of these any more.
    const now = texts();
    radios.forEach((radio, index) => {
      radio.checked = fields.every(({ path }) => now.get(path) === accounts[index]?.texts[path]);
    });
    update();
  };
  form.onsubmit = (event) => event.preventDefault();
  if (accounts[0] !== undefined) fill(accounts[0]);
  update();
}

function chosen(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value : "";
}

function variableChoice(ids: readonly string[]): HTMLElement {
  const select = element("select", { id: "variable", name: "variable" }, ...ids.map((id) => element("option", {}, id)));
  return element("div", { class: "field" }, element("label", { for: "variable", class: "legend" }, "Variable"), select);
}

function environmentChoice(environments: readonly string[]): HTMLElement {
  return element(
    "fieldset",
    { class: "environments" },
    element("legend", {}, "Environment"),
    ...environments.map((name, index) =>
      element(
        "label",
        {},
        radio("environment", name, index === environments.length - 1),
        element("span", {}, element("code", {}, name)),
      ),
    ),
  );
}

function accountChoice(accounts: readonly Account[]): HTMLElement {
  return element(
    "fieldset",
    { class: "accounts" },
    element("legend", {}, "Account"),
    ...accounts.map(({ name, remark }, index) =>
      element(
        "label",
        {},
        radio("account", name, index === 0),
        element("span", {}, element("strong", {}, name), element("small", {}, remark)),
      ),
    ),
  );
}

function radio(name: string, value: string, checked: boolean): HTMLInputElement {
  return element("input", { type: "radio", name, value, ...(checked && { checked: "" }) });
}

function fieldInput({ path, label, kind, suggestions, range }: ContextField) {
  const id = path.replace(".", "-");
  const text = element("input", { id, autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const caption = element("label", { for: id }, label, element("code", {}, path));
  const row = element("div", { class: "field" }, caption, text);
  let write = (value: string) => void (text.value = value);
  if (kind === "list") text.placeholder = "none; separate with commas";
  if (suggestions !== undefined) {
    text.setAttribute("list", `${id}-suggestions`);
    row.append(
      element("datalist", { id: `${id}-suggestions` }, ...suggestions.map((value) => element("option", { value }))),
    );
  }
  if (range !== undefined) {
    text.inputMode = "numeric";
    const [min, max] = range.map(String) as [string, string];
    const slider = element("input", { type: "range", min, max, "aria-label": `${label}, slider` });
    slider.oninput = () => (text.value = slider.value);
    text.oninput = () => (slider.value = text.value);
    write = (value) => void (slider.value = text.value = value);
    row.append(slider);
  }
  return { path, row, text, write };
}
