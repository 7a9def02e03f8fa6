import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SCHEMA_FORMATS } from "../../packages/core/src/schema/formats/schema-format.js";
import { MOST_APPLICATIONS, MOST_IN_PLACE_DEPTH } from "../../packages/core/src/schema/nodes/check-bounds.js";
import { MOST_SCHEMAS } from "../../packages/core/src/schema/nodes/compile-nodes.js";
import { LONGEST_SEARCHED } from "../../packages/core/src/schema/nodes/schema-pattern.js";

const page = readFileSync(join(import.meta.dirname, "schemas.md"), "utf8");

/** The cells of the table under `heading`. */
function rowsUnder(heading: string): readonly string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the page of schemas", () => {
  it("has a row for every format that is asserted, and no other", () => {
    expect(rowsUnder("Formats").map(([format]) => format)).toEqual(
      [...SCHEMA_FORMATS.keys()].map((name) => `\`${name}\``),
    );
  });

  it("states the limits that hold", () => {
    const limits = [MOST_APPLICATIONS, MOST_IN_PLACE_DEPTH, MOST_SCHEMAS, LONGEST_SEARCHED];
    expect(rowsUnder("Limits").map(([, limit]) => limit)).toEqual(limits.map((limit) => limit.toLocaleString("en")));
  });
});
