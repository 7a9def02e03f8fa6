import { expect, it } from "vitest";
import type { CompiledPredicate, CompiledQualifier } from "./compiled-workspace.js";
import { compileContext } from "./compile-context.js";

const SCHEMA = "schemas/context.schema.json";

function qualifier(id: string, ...attributes: string[]): CompiledQualifier {
  const predicates = attributes.map((attribute): CompiledPredicate => ({ attribute, op: "exists", value: true }));
  return { id, match: "all", predicates };
}

it("lists the redacted context attributes of all predicates, each once, in code-unit order", () => {
  const schema = { properties: { user: { "x-rototo-redact": true }, account: { properties: { plan: {} } } } };
  const qualifiers = [
    qualifier("a", "user.name", "account.plan", "user", "rototo.environment", "user.Email"),
    qualifier("user", "qualifier.a", "user.name"),
  ];
  expect(compileContext(SCHEMA, qualifiers, new Map([[SCHEMA, schema]]))).toEqual({
    schema: SCHEMA,
    redacted: ["user", "user.Email", "user.name"],
  });
});

it("lists no result of a qualifier and nothing of rototo's own, even where the whole context is redacted", () => {
  const qualifiers = [qualifier("a", "plan"), qualifier("b", "qualifier.a", "rototo.now", "rototo.region", "a..b")];
  const { redacted } = compileContext(SCHEMA, qualifiers, new Map([[SCHEMA, { "x-rototo-redact": true }]]));
  expect(redacted).toEqual(["plan"]);
});
