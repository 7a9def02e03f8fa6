import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../json/json-value.js";
import { readExpectations } from "./read-expectations.js";

const messages = (json: JsonValue) => readExpectations(json).problems.map(({ message }) => message);

describe("readExpectations", () => {
  it("reads one expectation or a list of them", () => {
    const one = { id: "limit", environment: "prod", value_key: "large", value: null };
    expect(readExpectations(one)).toEqual({
      expectations: [{ kind: "variable", id: "limit", environment: "prod", valueKey: "large", value: null }],
      problems: [],
    });
    expect(readExpectations([one, { qualifier: "launched", value: false }]).expectations).toEqual([
      { kind: "variable", id: "limit", environment: "prod", valueKey: "large", value: null },
      { kind: "qualifier", qualifier: "launched", value: false },
    ]);
  });

  it("keeps the sound ones beside the others", () => {
    const { expectations, problems } = readExpectations([{ id: "a" }, { id: "b", value: 1 }]);
    expect(expectations).toEqual([{ kind: "variable", id: "b", value: 1 }]);
    expect(problems).toEqual([{ message: "nothing to compare: value_key and value are missing", steps: [0] }]);
  });

  it("names each mistake", () => {
    expect(messages([])).toEqual(["the list is empty"]);
    expect(messages("limit")).toEqual(["an expectation must be an object, found string"]);
    expect(messages([[]])).toEqual(["an expectation must be an object, found list"]);
    expect(messages({})).toEqual(["neither id nor qualifier is named"]);
    expect(messages({ id: "a", qualifier: "b", value: true })).toEqual(["both id and qualifier are named"]);
    expect(messages({ id: 1, environment: null, value_key: 2 })).toEqual([
      "id must be a string, found number",
      "environment must be a string, found null",
      "value_key must be a string, found number",
    ]);
    expect(messages({ qualifier: "b", value: "true" })).toEqual([
      "value of a qualifier must be true or false, found string",
    ]);
    expect(messages({ qualifier: "b" })).toEqual(["nothing to compare: value is missing"]);
    expect(messages({ qualifier: "b", value: true, value_key: "x" })).toEqual(["unknown field: value_key"]);
  });

  it("does not read what an object inherits", () => {
    expect(messages(JSON.parse('{ "id": "a", "value": 1, "__proto__": {} }') as JsonValue)).toEqual([
      "unknown field: __proto__",
    ]);
  });

  it("takes any number of mistakes in one object", () => {
    const unknown = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`field${index}`, 1]));
    expect(messages({ id: "a", value: 1, ...unknown })).toHaveLength(200_000);
  });

  it("takes any JSON, and is silent only about expectations", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const { expectations, problems } = readExpectations(json as JsonValue);
        expect(expectations.length + problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
