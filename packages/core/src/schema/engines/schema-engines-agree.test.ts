import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePatterns } from "../../compile/compile-patterns.js";
import type { JsonValue } from "../../json/json-value.js";
import { ajvEngine, writeValidatorModule } from "../ajv/index.js";
import { SCHEMA_FORMATS } from "../formats/schema-format.js";
import { interpreterEngine } from "../interpreter/index.js";
import { keywordShape, KEYWORDS } from "../registry/schema-keywords.js";
import { DRAFTS, FORMATTED, keywordsUsed, schemaCase } from "../testing/arbitrary-schema.js";
import { checkedFirst } from "../testing/checked-first.js";
import { precompiledFromText } from "../testing/precompiled-from-text.js";

const RUNS = Number(process.env["FAST_CHECK_RUNS"] ?? 800);

test("the engines agree on schemas of every keyword, format and draft, and on any value", () => {
  const seen = { schemas: 0, refused: 0, generated: 0, cases: 0, matching: 0 };
  fc.assert(
    fc.property(schemaCase, ({ schema, values }) => {
      const resources = new Map<string, JsonValue>([["schemas/a.json", schema]]);
      const compiled = compilePatterns([{ path: "schemas/a.json", schema }]);
      const patterns = new Map(compiled.map(({ source, automaton }) => [source, automaton]));
      const compilations = [ajvEngine, checkedFirst(interpreterEngine), precompiledFromText].map((engine) =>
        engine.compile("schemas/a.json", resources, patterns),
      );
      const [generated, interpreted, precompiled] = compilations;
      seen.schemas += 1;
      if (generated?.ok !== true || interpreted?.ok !== true || precompiled?.ok !== true) {
        seen.refused += 1;
        expect(interpreted).toEqual(generated);
        expect(precompiled).toEqual(generated);
        return;
      }
      const module = writeValidatorModule("schemas/a.json", resources);
      if (module.ok && module.product.startsWith("import")) seen.generated += 1;
      for (const value of values) {
        const matches = interpreted.validator.matches(value);
        const violations = interpreted.validator.violations(value);
        seen.cases += 1;
        if (matches) seen.matching += 1;
        expect(generated.validator.matches(value)).toBe(matches);
        expect(precompiled.validator.matches(value)).toBe(matches);
        expect(violations.length === 0).toBe(matches);
        expect(generated.validator.violations(value)).toEqual(violations);
        expect(precompiled.validator.violations(value)).toEqual(violations);
      }
    }),
    { numRuns: RUNS },
  );
  expect(seen.cases).toBeGreaterThanOrEqual(RUNS * 25);
  // A law about schemas that no code is generated for, or that everything matches, would say nothing.
  const share = (part: number, whole: number) => part / whole;
  expect(share(seen.generated, seen.schemas)).toBeGreaterThan(0.3);
  expect(share(seen.refused, seen.schemas)).toBeLessThan(0.1);
  expect(share(seen.matching, seen.cases)).toBeGreaterThan(0.2);
  expect(share(seen.matching, seen.cases)).toBeLessThan(0.9);
});

// Left to chance, some format meets no text of it in some draft.
test.each([...SCHEMA_FORMATS.keys()])("the engines agree on the format %s in every draft", (format) => {
  for (const [, $schema] of DRAFTS) {
    const resources = new Map<string, JsonValue>([["schemas/a.json", { $schema, format }]]);
    const answers = [ajvEngine, checkedFirst(interpreterEngine), precompiledFromText].map((engine) => {
      const compilation = engine.compile("schemas/a.json", resources);
      if (!compilation.ok) throw new Error(compilation.message);
      const { validator } = compilation;
      return FORMATTED.map((text) => [text, validator.matches(text), validator.violations(text)]);
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(new Set(answers[0]?.map(([, matches]) => matches))).toEqual(new Set([true, false]));
  }
});

test("every keyword that says something of a value takes part, in every draft that has it", () => {
  const silent =
    /^(?:\$(?:schema|id|anchor|comment|defs|recursiveAnchor|dynamic\w+)|id|definitions|title|description|examples|readOnly|writeOnly|deprecated|content\w+)$/;
  for (const draft of [4, 6, 7, 2019, 2020] as const) {
    const missing = KEYWORDS.filter(
      (keyword) =>
        keywordShape(keyword, draft) !== undefined && !silent.test(keyword) && !keywordsUsed(draft).includes(keyword),
    );
    expect(missing).toEqual([]);
  }
});
