import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createDocuments } from "../../documents/documents.js";
import { MANIFEST_PATH } from "../../documents/document-kind.js";
import { LineIndex } from "../../documents/line-index.js";
import { readWorkspace } from "../../read-workspace.js";
import { ajvEngine } from "../../schema/ajv/index.js";
import type { Range } from "../../documents/range.js";
import { lintWorkspace } from "../lint-workspace.js";
import type { ExampleFiles, RuleExamples } from "../rule.js";
import { rules } from "./index.js";

const here = new URL(".", import.meta.url);

describe("every rule", () => {
  it("has a code of its own, in order", () => {
    const codes = rules.map((rule) => rule.code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it("stands in a file named for its code, in the folder of its entity, beside nothing else", () => {
    const files = readdirSync(here, { recursive: true, withFileTypes: true })
      .filter(
        (file) =>
          file.isFile() &&
          file.parentPath.replace(/\/$/, "") !== here.pathname.replace(/\/$/, "") &&
          !file.name.endsWith(".test.ts"),
      )
      .map((file) => `${file.parentPath.split("/").at(-1)}/${file.name}`)
      .sort();
    expect(files).toEqual(rules.map((rule) => `${rule.entity}/${rule.code}.ts`).sort());
  });

  for (const rule of rules) {
    it(`${rule.code} reports its example once, at its place, and accepts the other`, () => {
      const { reported } = rule.examples;
      const { files, marked } =
        reported === "no directory" ? { files: undefined, marked: undefined } : readMarks(reported);
      const diagnostics = lint(files, rule.examples);
      expect(diagnostics.map(({ code, severity }) => ({ code, severity }))).toEqual([
        { code: `rototo/${rule.code}`, severity: rule.severity },
      ]);
      if (marked !== undefined) expect(diagnostics.map(({ path, range }) => ({ path, range }))).toEqual([marked]);
      expect(lint(readMarks(rule.examples.accepted).files)).toEqual([]);
    });
  }
});

function lint(files: Record<string, string> | undefined, examples?: RuleExamples) {
  const customFindings = examples?.customFindings ?? [];
  return lintWorkspace(readWorkspace(files && createDocuments(files)), { schemaEngine: ajvEngine, customFindings })
    .diagnostics;
}

function readMarks(example: ExampleFiles): {
  files: Record<string, string>;
  marked: { path: string; range: Range } | undefined;
} {
  const files: Record<string, string> = {};
  let marked: { path: string; range: Range } | undefined;
  const complete: ExampleFiles = { [MANIFEST_PATH]: "schema_version = 1\n", ...example };
  for (const [path, written] of Object.entries(complete)) {
    if (written === null) continue;
    const start = written.indexOf("⟦");
    const text = written.replace("⟦", "");
    const end = text.indexOf("⟧");
    files[path] = text.replace("⟧", "");
    if (start === -1) continue;
    const lines = new LineIndex(files[path]);
    marked = { path, range: { start: lines.position(start), end: lines.position(end) } };
  }
  return { files, marked };
}
