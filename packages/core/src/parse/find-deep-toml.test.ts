import { parse } from "smol-toml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDeepToml } from "./find-deep-toml.js";

/** The levels of tables and lists, the whole being the first. */
function levelsOf(value: unknown): number {
  if (typeof value !== "object" || value === null || value instanceof Date) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(levelsOf));
}

const key = fc.constantFrom("a", '"b.[{"', "'c.#='", "a.b.c", '"x" . y', "1.2");
const scalar = fc.constantFrom(
  "1",
  "1.5",
  '"[[{{a.b.c"',
  "'''\n[[x.y.z\n''''",
  '"""a\\"""" \\\\ "" {{""""',
  "2026-01-01T00:00:00.5Z",
  "true # [[[.",
);
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    scalar.map((text) => text.replace(/ #.*/, "")),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[\n${items.join(", # {[.\n")}\n]`),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom("a.b", "c", '"d.["'), tie("value")), {
        selector: ([name]) => name,
        maxLength: 3,
      })
      .map((members) => `{ ${members.map(([name, member]) => `${name} = ${member}`).join(", ")} }`),
  ),
}));
const statement = fc.oneof(
  fc.tuple(key, value).map(([name, text]) => `${name} = ${text}`),
  key.map((name) => `[t.${name}]`),
  fc.constantFrom("a", "l.m.n").map((name) => `[[u.${name}]]`),
  scalar.map((text) => `x = ${text} # [[{{..`),
);

describe("findDeepToml", () => {
  it("counts what nests, at most one level more than there is, and at least all that the text shows", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 5 }), (statements) => {
        const text = statements.map((line) => `${line}\n`).join("") + "# " + "-".repeat(40);
        let levels: number;
        try {
          levels = levelsOf(parse(text));
        } catch {
          return;
        }
        read += 1;
        // The fraction of a number may count as one.
        expect(findDeepToml(text, levels + 1)).toBeUndefined();
        if (levels > 1) expect(findDeepToml(text, levels - 1)).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it.each([
    [`ok = 1\n[x${".a".repeat(3_000)}]\n`, 10],
    [`x${".a".repeat(3_000)} = 1\n`, 10],
    [`x = ${"[".repeat(3_000)}`, 10],
    [`x = ${"{a.b=".repeat(3_000)}`, 10],
    [`[[${"'a'.".repeat(3_000)}b]]`, 10],
  ])("finds it without reading on", (text, deepest) => {
    expect(findDeepToml(text, deepest)).toBeLessThan(100);
  });
});
