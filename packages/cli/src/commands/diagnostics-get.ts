import { closestName, rules, type ExampleFiles, type Rule } from "@rototo/core";
import type { Command } from "../arguments/command.js";
import { CommandError } from "../failure/command-error.js";
import type { Output, Paint } from "../output/output.js";
import type { Presentation } from "../output/present-json.js";
import { printable } from "../output/printable.js";
import { renamedCodes } from "./renamed-codes.js";

const AUTHORITY = "rototo/";

/** `rototo diagnostics get CODE` */
export const diagnosticsGet: Command = {
  path: ["diagnostics", "get"],
  description: "Explain a diagnostic",
  positionals: [
    {
      name: "code",
      description: "Code of the diagnostic, with or without rototo/ in front",
      required: true,
      completes: "diagnostic-code",
    },
  ],
  examples: [["diagnostics get variable-unknown-value", "what is wrong, why it matters and what to do"]],
  run({ arguments: given, output }) {
    const rule = requireRule(given.required("code"), output);
    if (output.json) output.document(ruleJson(rule));
    else printRule(rule, output);
    return Promise.resolve(0);
  },
};

function requireRule(code: string, output: Output): Rule {
  const name = code.startsWith(AUTHORITY) ? code.slice(AUTHORITY.length) : code;
  const rule = rules.find((candidate) => candidate.code === name);
  if (rule !== undefined) return rule;
  const renamed = renamedCodes(name, new Set(rules.map((candidate) => candidate.code)));
  const [only, ...others] = renamed;
  if (only !== undefined && others.length === 0) {
    if (!output.quiet)
      output.errorLines(`${output.errorPaint.yellow("renamed:")} ${printable(code)} is ${AUTHORITY}${only}`);
    return requireRule(only, output);
  }
  if (only !== undefined) {
    const codes = renamed.map((each) => AUTHORITY + each);
    throw new CommandError("diagnostic-not-found", 1, `\`${code}\` of the original has several codes here`, {
      help: codes.join(", "),
      details: { code, suggestions: codes },
    });
  }
  const near = closestName(
    name,
    rules.map((candidate) => candidate.code),
  );
  throw new CommandError("diagnostic-not-found", 1, `unknown diagnostic \`${code}\``, {
    help: near === undefined ? "see rototo diagnostics list" : `did you mean \`${AUTHORITY}${near}\`?`,
    details: { code, suggestions: near === undefined ? [] : [AUTHORITY + near] },
  });
}

function ruleJson({ code, severity, title, help, why, examples }: Rule): Presentation {
  return {
    code: AUTHORITY + code,
    severity,
    title,
    help,
    why,
    examples: {
      reported: Object.fromEntries(filesOf(examples.reported)),
      accepted: Object.fromEntries(filesOf(examples.accepted)),
    },
  };
}

function printRule({ code, severity, title, help, why, examples }: Rule, output: Output): void {
  const { paint } = output;
  const mark = severity === "error" ? paint.red : paint.yellow;
  output.lines(
    `${paint.bold(AUTHORITY + code)} ${mark(severity)}`,
    `${title}.`,
    "",
    `${paint.cyan("why:")} ${why}`,
    `${paint.cyan("help:")} ${help}`,
    ...exampleText("reported", examples.reported, paint),
    ...exampleText("accepted", examples.accepted, paint),
  );
}

function exampleText(label: string, files: ExampleFiles | "no directory", paint: Paint): string[] {
  if (files === "no directory") return ["", `${paint.cyan(`${label}:`)} no directory`];
  return filesOf(files).flatMap(([path, text]) => [
    "",
    `${paint.cyan(`${label}:`)} ${path}`,
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => `    ${printable(line)}`.trimEnd()),
  ]);
}

/** The files of an example without the marks around what is reported. */
function filesOf(files: ExampleFiles | "no directory"): [path: string, text: string][] {
  if (files === "no directory") return [];
  return Object.entries(files).flatMap(([path, text]): [string, string][] =>
    text === null ? [] : [[path, text.replace(/[⟦⟧]/g, "")]],
  );
}
