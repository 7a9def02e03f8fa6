import { expect, it } from "vitest";
import { lintQualifier, WITH_ENVIRONMENTS } from "../../../testing/lint-qualifier.js";

const SCHEMA = JSON.stringify({
  type: "object",
  properties: {
    plan: { enum: ["free", "team", "enterprise"] },
    seats: { type: "integer" },
    ratio: { type: "number" },
    name: { type: ["string", "null"] },
    tags: { type: "array", items: { type: "string" } },
    owner: { type: "object", properties: { id: {} } },
    either: { anyOf: [{ type: "string" }, { type: "integer" }] },
    open: {},
  },
});

/** What is said of one predicate, with the line and column of its value's list when the mistake is in one. */
function found(lines: string): [line: number, character: number, message: string][] {
  const text = `schema_version = 1\n[[predicate]]\n${lines}\n`;
  return lintQualifier(text, { "schemas/context.schema.json": SCHEMA }).map(({ code, line, character, message }) => {
    expect(code).toBe("context-schema-type-mismatch");
    return [line, character, message];
  });
}

it("points at the operator, the value or the member that cannot match", () => {
  expect(found('attribute = "name"\nop = "gt"\nvalue = 1')).toEqual([
    [3, 5, "name is declared as string or null, which gt cannot read"],
  ]);
  expect(found('attribute = "seats"\nop = "eq"\nvalue = 1.5')).toEqual([
    [4, 8, "seats is declared as integer, so it never equals 1.5"],
  ]);
  expect(found('attribute = "ratio"\nop = "neq"\nvalue = "1"')).toEqual([
    [4, 8, 'ratio is declared as number, so it never equals "1"'],
  ]);
  expect(found('attribute = "plan"\nop = "in"\nvalue = ["team", "entreprise", 1]')).toEqual([
    [4, 17, 'plan has declared values, and "entreprise" is none of them'],
    [4, 31, "plan is declared as string, so it never equals 1"],
  ]);
  expect(found('attribute = "owner"\nop = "rollout"\nsalt = "a"\npercent = 5')).toEqual([
    [3, 5, "owner is declared as object, which rollout cannot read"],
  ]);
});

it.each([
  'attribute = "either"\nop = "starts_with"\nvalue = "a"',
  'attribute = "either"\nop = "gt"\nvalue = 1',
  'attribute = "open"\nop = "gt"\nvalue = 1',
  'attribute = "owner.id"\nop = "before"\nvalue = 2026-01-01T00:00:00Z',
  'attribute = "tags"\nop = "contains"\nvalue = "a"',
  'attribute = "seats"\nop = "eq"\nvalue = 1.0',
  'attribute = "seats"\nop = "gt"\nvalue = 1.5',
  'attribute = "ratio"\nop = "eq"\nvalue = 1',
  'attribute = "owner"\nop = "exists"\nvalue = false',
  'attribute = "name"\nop = "bucket"\nsalt = ""\nrange = [0, 1]',
])("accepts %j", (lines) => {
  expect(found(lines)).toEqual([]);
});

it("leaves a predicate alone whose operator or value is wrong in itself", () => {
  const codes = (lines: string) =>
    lintQualifier(`schema_version = 1\n[[predicate]]\nattribute = "name"\n${lines}\n`, {
      "schemas/context.schema.json": SCHEMA,
    }).map(({ code }) => code);
  expect(codes('op = "gt"\nvalue = "1"')).toEqual(["qualifier-predicate-value"]);
  expect(codes('op = "gt"')).toEqual(["qualifier-predicate-value"]);
  expect(codes('op = "greater"\nvalue = 1')).toEqual(["qualifier-predicate-unknown-op"]);
});

it("refuses the environment where the workspace has none, once for each predicate", () => {
  const text = `schema_version = 1
match = "any"
[[predicate]]
attribute = "rototo.environment"
op = "eq"
value = "prod"
[[predicate]]
attribute = "rototo.environment"
op = "exists"
value = false
`;
  const at = (line: number) => ({ code: "context-schema-type-mismatch", severity: "error", line, character: 12 });
  expect(lintQualifier(text)).toMatchObject([at(3), at(7)]);
  expect(lintQualifier(text, WITH_ENVIRONMENTS)).toEqual([]);
});

it("says nothing of the environment where nobody can know whether there is one", () => {
  const text = 'schema_version = 1\n[[predicate]]\nattribute = "rototo.environment"\nop = "exists"\nvalue = true\n';
  for (const manifest of ["=", "schema_version = 1\nenvironments = 1\n"]) {
    const codes = lintQualifier(text, { "rototo-workspace.toml": manifest }).map(({ code }) => code);
    expect(codes).not.toContain("context-schema-type-mismatch");
  }
});
