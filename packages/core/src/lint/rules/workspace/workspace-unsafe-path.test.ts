import { expect, it } from "vitest";
import type { Document } from "../../../documents/documents.js";
import { lintFiles } from "../../../testing/lint-files.js";
import { variableUsing } from "../../example-workspace.js";

const LINK: Document = { unreadable: "unsafe-link" };

it("reports every link out of the workspace once, and nothing else of such a file", () => {
  const diagnostics = lintFiles({
    "rototo-workspace.toml": LINK,
    "qualifiers/enterprise.toml": LINK,
    "variables/limit.toml": variableUsing("enterprise"),
    "variables/limit-values": LINK,
    "schemas/context.schema.json": LINK,
  });
  expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
    ["workspace-unsafe-path", "qualifiers/enterprise.toml"],
    ["workspace-unsafe-path", "rototo-workspace.toml"],
    ["workspace-unsafe-path", "schemas/context.schema.json"],
    ["workspace-unsafe-path", "variables/limit-values"],
  ]);
});

it("reports a directory that could not be entered, so that nothing vanishes unsaid", () => {
  const diagnostics = lintFiles({
    "rototo-workspace.toml": "schema_version = 1\n",
    variables: { unreadable: "broken-link" },
    catalogs: { unreadable: "denied" },
  });
  expect(diagnostics).toMatchObject([
    { code: "workspace-unsafe-path", path: "catalogs", message: expect.stringContaining("no permission") as string },
    { code: "workspace-unsafe-path", path: "variables", message: expect.stringContaining("does not exist") as string },
  ]);
});

it.each([
  "/etc/context.json",
  "schemas/../../context.json",
  "https://example.com/context.json",
  "C:/context.json",
  "schemas\\\\context.json",
])("reports the context schema %s", (path) => {
  expect(lintFiles({ "rototo-workspace.toml": `schema_version = 1\n[context]\nschema = "${path}"\n` })).toMatchObject([
    { code: "workspace-unsafe-path", line: 2, character: 9 },
  ]);
});
