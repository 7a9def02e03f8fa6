import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  acceptUnlinted,
  compileWorkspace,
  createDocuments,
  linkUnlinted,
  readWorkspace,
} from "../../packages/core/src/index.js";
import { OPERATORS } from "../../packages/core/src/operators/operators.js";

const page = readFileSync(join(import.meta.dirname, "workspace-format.md"), "utf8");

describe("the page of the workspace format", () => {
  it("lists every operator and no other", () => {
    const listed = rowsOf("### Operators").flatMap(([operators = ""]) => operators.split(", ").map(unquote));
    expect(listed.sort()).toEqual(Object.keys(OPERATORS).sort());
  });

  it.each(vectorsOf("### Rollout"))(
    "shows the position of $attribute with the salt '$salt'",
    ({ salt, attribute, result }) => {
      expect(measure(`op = "rollout"\nsalt = "${salt}"\npercent = 50`, attribute)).toEqual({
        position: Number(result),
      });
    },
  );

  it.each(vectorsOf("### Bucket"))(
    "shows the bucket of $attribute with the salt '$salt'",
    ({ salt, attribute, result }) => {
      expect(measure(`op = "bucket"\nsalt = "${salt}"\nrange = [0, 5000]`, attribute)).toEqual({
        bucket: Number(result),
      });
    },
  );
});

/** The cells of the last table below a heading. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const section = page.slice(page.indexOf(`\n${heading}\n`) + 1).split(/\n##/, 1)[0] ?? "";
  const table =
    section
      .trim()
      .split("\n\n")
      .findLast((block) => block.startsWith("|")) ?? "";
  const rows = table.split("\n").map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  if (rows.length < 3) throw new Error(`no table below ${heading}`);
  return rows.slice(2);
}

function vectorsOf(heading: string) {
  return rowsOf(heading).map((cells) => ({
    salt: cells[0] === "(empty)" ? "" : unquote(cells[0] ?? ""),
    attribute: unquote(cells[1] ?? ""),
    result: cells.at(-1) ?? "",
  }));
}

function unquote(cell: string): string {
  return cell.replaceAll("`", "");
}

/** What a predicate measured, by its trace, of an attribute given as JSON. */
function measure(predicate: string, attribute: string) {
  const documents = createDocuments({
    "rototo-workspace.toml": "schema_version = 1\n",
    "qualifiers/share.toml": `schema_version = 1\n[[predicate]]\nattribute = "unit"\n${predicate}\n`,
  });
  const resolver = linkUnlinted(compileWorkspace(acceptUnlinted(readWorkspace(documents))), {});
  const { trace } = resolver.scope(undefined, { unit: JSON.parse(attribute) as unknown }).traceQualifier("share");
  const [step] = trace.qualifiers[0]?.predicates ?? [];
  if (step === undefined || "evaluated" in step) throw new Error("the predicate was not evaluated");
  const { bucket, position } = step;
  return { ...(bucket === undefined ? undefined : { bucket }), ...(position === undefined ? undefined : { position }) };
}
