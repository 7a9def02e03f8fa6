import type { JsonObject, JsonValue } from "@rototo/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contextAtPath, mergeContexts } from "./merge-contexts.js";

const object = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;

test("objects merge deeply, anything else is replaced", () => {
  expect(
    mergeContexts([
      { account: { plan: "free", tags: ["a"] }, x: 1 },
      { account: { tags: ["b"], seats: 3 } },
      { x: { y: 1 } },
      { x: { z: 2 } },
      { account: { plan: null } },
    ]),
  ).toEqual({ account: { plan: null, tags: ["b"], seats: 3 }, x: { y: 1, z: 2 } });
});

test("keys of prototypes are plain data", () => {
  const hostile = JSON.parse(
    `{ "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } } }`,
  ) as JsonObject;
  const merged = mergeContexts([{}, hostile, contextAtPath(["__proto__", "more"], 2), contextAtPath(["toString"], 3)]);
  expect(JSON.stringify(merged)).toBe(
    `{"__proto__":{"polluted":1,"more":2},"constructor":{"prototype":{"polluted":1}},"toString":3}`,
  );
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("merging has a neutral element, merges itself away, and changes nothing that it was given", () => {
  fc.assert(
    fc.property(object, object, (first, second) => {
      const before = JSON.stringify([first, second]);
      const merged = mergeContexts([first, second]);
      expect(mergeContexts([{}, first, {}])).toEqual(first);
      expect(mergeContexts([merged, second])).toEqual(merged);
      expect(JSON.stringify([first, second])).toBe(before);
    }),
  );
});

test("the last one always wins at its path", () => {
  fc.assert(
    fc.property(object, fc.array(fc.string(), { minLength: 1, maxLength: 4 }), fc.integer(), (context, keys, value) => {
      const merged: JsonValue = mergeContexts([context, contextAtPath(keys, value)]);
      const found = keys.reduce<unknown>((at, key) => Object.getOwnPropertyDescriptor(at, key)?.value, merged);
      expect(found).toBe(value);
    }),
  );
});
