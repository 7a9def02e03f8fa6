import { expect, it } from "vitest";
import { lintWorkspace } from "../../lint-workspace.js";
import { readWorkspace } from "../../../read-workspace.js";
import { ajvEngine } from "../../../schema/ajv/index.js";
import { variableUsing } from "../../example-workspace.js";

const SCHEMA = {
  type: "object",
  properties: {
    account: { $ref: "#/$defs/account" },
    labels: { type: "object" },
    anything: true,
    constructor: { type: "object", properties: { toString: { type: "string" } } },
  },
  additionalProperties: true,
  $defs: {
    account: {
      allOf: [{ properties: { plan: { type: "string" } } }],
      anyOf: [{ properties: { seats: {} } }, { properties: { size: {} } }],
    },
  },
};

function found(attributes: readonly string[], schema: unknown = SCHEMA, manifest = "schema_version = 1\n"): unknown[] {
  const predicates = attributes.map(
    (attribute) => `[[predicate]]\nattribute = "${attribute}"\nop = "exists"\nvalue = true\n`,
  );
  const model = readWorkspace(
    new Map([
      ["rototo-workspace.toml", manifest],
      ["qualifiers/enterprise.toml", `schema_version = 1\n${predicates.join("")}`],
      ["schemas/context.schema.json", JSON.stringify(schema)],
      ["variables/limit.toml", variableUsing("enterprise")],
    ]),
  );
  const { diagnostics } = lintWorkspace(model, { schemaEngine: ajvEngine });
  return diagnostics
    .filter(({ code }) => code === "rototo/context-schema-attribute")
    .map(({ message, help }) => [message.split(": ")[1], /Did you mean `(.*)`/.exec(help ?? "")?.[1]]);
}

it("reports each attribute that is not declared, with the near miss", () => {
  expect(
    found([
      "account.plan",
      "account.plna",
      "acount.plan",
      "country",
      "account.plan.name",
      "__proto__",
      "toString",
      "labels.x.y",
    ]),
  ).toEqual([
    ["account.plna", "account.plan"],
    ["acount.plan", "account.plan"],
    ["country", undefined],
    ["account.plan.name", undefined],
    ["__proto__", undefined],
    ["toString", undefined],
  ]);
  expect(found(["account.seats", "anything.at.all", "constructor.toString", "rototo.now", "qualifier.x"])).toEqual([]);
});

it("is silent where nobody knows the schema", () => {
  expect(found(["country"], true)).toEqual([]);
  expect(found(["country"], SCHEMA, "schema_version =")).toEqual([]);
  expect(found(["country"], SCHEMA, 'schema_version = 1\n[context]\nschema = "schemas/other.json"\n')).toEqual([]);
});

it("asks nothing of a schema that cannot be used: a pattern of it may take for ever", () => {
  const attribute = `${"a".repeat(60)}b`;
  expect(found([attribute], { patternProperties: { "^(?=a)(a+)+$": {} }, additionalProperties: false })).toEqual([]);
});
