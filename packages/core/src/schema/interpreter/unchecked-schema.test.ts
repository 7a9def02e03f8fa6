import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "../../json/json-value.js";
import { KEYWORDS } from "../registry/schema-keywords.js";
import { interpreterEngine } from "./index.js";

/** Schemas in which anything stands under any keyword: a snapshot that no rototo wrote may have them. */
const { schema } = fc.letrec<{ schema: JsonValue }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<JsonValue>(null, true, false, "", "(", "#", "#/x", "a.json", "1e99999999", "9".repeat(400)),
    fc.constantFrom<JsonValue>(-1, 0, 1.5, 1e308, Infinity, NaN),
    fc.array(tie("schema"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYWORDS, "a"), tie("schema"), { maxKeys: 5 }) as fc.Arbitrary<JsonValue>,
  ),
}));

test("a schema that lint never saw is refused or answers, and throws nothing", () => {
  let refused = 0;
  fc.assert(
    fc.property(schema, fc.array(fc.jsonValue(), { minLength: 5, maxLength: 5 }), (unchecked, values) => {
      const compilation = interpreterEngine.compile("a.json", new Map([["a.json", unchecked]]));
      if (!compilation.ok) {
        refused += 1;
        expect(compilation.message).not.toBe("");
        return;
      }
      for (const value of [...values, 1.5, "aaa", { a: 1 }, [1, 1]] as JsonValue[]) {
        const { validator } = compilation;
        expect(validator.violations(value).length === 0).toBe(validator.matches(value));
      }
    }),
    { numRuns: 1_000 },
  );
  expect(refused).toBeGreaterThan(0);
});

test.each<[string, JsonValue]>([
  ["refers to a file that is not there", { items: { $ref: "none.json" } }],
  ["refers to nothing in itself", { $ref: "#/$defs/none" }],
  ["refers by a name that depends on the way", { items: { $dynamicRef: "#a" }, $defs: { a: { $dynamicAnchor: "a" } } }],
  ["refers to itself about the same value", { $ref: "#" }],
  ["has a pattern that is none", { patternProperties: { "(": {} } }],
])("a schema that %s is refused", (_, unchecked) => {
  expect(interpreterEngine.compile("a.json", new Map([["a.json", unchecked]])).ok).toBe(false);
});
