import { expect, it } from "vitest";
import { lintFiles } from "../../../testing/lint-files.js";
import { variableUsing } from "../../example-workspace.js";

const reading = (attribute: string) =>
  `schema_version = 1\n[[predicate]]\nattribute = "rototo.now"\nop = "after"\nvalue = 2026-01-01T00:00:00Z\n[[predicate]]\nattribute = "${attribute}"\nop = "exists"\nvalue = true\n`;

const FILES = {
  "qualifiers/a.toml": reading("rototo.now"),
  "qualifiers/b.toml": reading("account.plan"),
  "qualifiers/c.toml": reading("account.seats"),
  "qualifiers/d.toml": reading("qualifier.a"),
  "variables/b.toml": variableUsing("b"),
  "variables/c.toml": variableUsing("c"),
  "variables/d.toml": variableUsing("d"),
};

it("warns once, at the first predicate that reads the context", () => {
  expect(lintFiles(FILES)).toEqual([
    {
      code: "context-schema-missing",
      severity: "warning",
      path: "qualifiers/b.toml",
      line: 6,
      character: 12,
      message: "2 qualifiers read the context, but no context schema is declared",
    },
  ]);
});

it("is silent where the declaration itself is wrong", () => {
  for (const context of ["[context]\n", "[context]\nschema = 1\n", '[context]\nschema = "../x.json"\n', "context ="]) {
    const codes = lintFiles({ ...FILES, "rototo-workspace.toml": `schema_version = 1\n${context}` }).map(
      ({ code }) => code,
    );
    expect(codes).toHaveLength(1);
    expect(codes).not.toContain("context-schema-missing");
  }
});
