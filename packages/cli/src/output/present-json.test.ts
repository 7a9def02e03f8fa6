import { canonicalJson, type JsonValue } from "@rototo/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfiguredValue, presentJson, type Presentation } from "./present-json.js";

test("members keep their order, and undefined ones are left out", () => {
  expect(
    presentJson({ workspace: "/w", id: "a", environment: undefined, list: [], none: {}, nested: [{ b: 1, a: null }] }),
  ).toBe(
    `{
  "workspace": "/w",
  "id": "a",
  "list": [],
  "none": {},
  "nested": [
    {
      "b": 1,
      "a": null
    }
  ]
}`,
  );
});

test("a configured value has its keys in code-unit order, numbers and __proto__ too", () => {
  const value = JSON.parse(`{ "b": 1, "9": 2, "10": 3, "__proto__": { "z": 1, "a": 2 } }`) as JsonValue;
  expect(presentJson({ value: new ConfiguredValue(value) })).toBe(`{
  "value": {
    "10": 3,
    "9": 2,
    "__proto__": {
      "a": 2,
      "z": 1
    },
    "b": 1
  }
}`);
});

test("is the JSON of what it was given", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      const plain = JSON.parse(text) as JsonValue;
      const json = presentJson({ members: JSON.parse(text) as Presentation, value: new ConfiguredValue(plain) });
      expect(canonicalJson(JSON.parse(json) as JsonValue)).toBe(canonicalJson({ members: plain, value: plain }));
    }),
  );
});
