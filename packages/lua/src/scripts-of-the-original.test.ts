import { createDocuments, customLintTasks, readWorkspace } from "@rototo/core";
import { expect, test } from "vitest";
import { runCustomLint } from "./run-custom-lint.js";

const VARIABLE = `schema_version = 1

[variable]
description = "Checkout copy"
schema = "../schemas/checkout.schema.json"

[variable.lint]
path = "../lint/checkout.lua"

[variable.values.control]
heading = "Checkout"

[variable.env._]
value = "control"
`;

/** Scripts of the original read the file as it is written. */
const SCRIPT = `function lint(variable)
  local values = variable.toml.variable.values
  local findings = {}
  for name, value in pairs(values) do
    if value.heading == "" then
      findings[#findings + 1] = { message = name .. " has no heading", field = "values." .. name .. ".heading" }
    end
  end
  table.sort(findings, function(left, right) return left.message < right.message end)
  return findings
end
`;

function lint(files: Record<string, string>) {
  const documents = createDocuments({
    "rototo-workspace.toml": "schema_version = 1\n",
    "variables/checkout.toml": VARIABLE,
    "lint/checkout.lua": SCRIPT,
    ...files,
  });
  return runCustomLint(customLintTasks(readWorkspace(documents)), { timeoutMs: 20_000 });
}

test("a script finds inline and external values where the file has its values", async () => {
  const external = (heading: string) => `[value]\nheading = "${heading}"\n`;
  expect(await lint({ "variables/checkout-values/bold.toml": external("Pay") })).toEqual([]);
  expect(
    await lint({
      "variables/checkout-values/bold.toml": external(""),
      "variables/checkout.toml": VARIABLE.replace(`"Checkout"`, `""`),
    }),
  ).toMatchObject([{ message: "bold has no heading" }, { message: "control has no heading" }]);
});

test("also where every value is in a file of its own", async () => {
  const variable = VARIABLE.replace(/\[variable\.values\.control\]\n.*\n/, "");
  const empty = { "variables/checkout.toml": variable, "variables/checkout-values/control.toml": `heading = ""\n` };
  expect(await lint(empty)).toMatchObject([{ kind: "report", message: "control has no heading" }]);
});

test("a script that registers handlers is told that nothing calls them", async () => {
  expect(await lint({ "lint/checkout.lua": "function register(lint) lint:on({}) end" })).toMatchObject([
    {
      kind: "failure",
      message:
        "the script defines neither `lint` nor `lint_value`; `register` is not called, so put what it registers into them",
    },
  ]);
});
