import fc from "fast-check";
import { expect, it, test } from "vitest";
import { conditionOf, namesSameVersion, readValidator } from "./http-validator.js";

const NOON = "Tue, 01 Dec 2026 12:00:00 GMT";
const LATER = "Tue, 01 Dec 2026 12:00:02 GMT";

function read(headers: Readonly<Record<string, string>>): string | undefined {
  return readValidator((name) => headers[name]);
}

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ["an entity tag", { etag: '"1"', "last-modified": NOON, date: LATER }, 'http:"1"'],
  ["a weak one", { etag: 'W/"1"' }, 'http:W/"1"'],
  ["an empty one, and a time", { etag: '""', "last-modified": NOON, date: LATER }, `http:${NOON}`],
  ["one that cannot be sent back", { etag: '"é"', date: LATER }, undefined],
  ["a time that another version may get, too", { "last-modified": NOON, date: NOON }, undefined],
  ["a time of a server without a clock", { "last-modified": NOON }, undefined],
  ["what is no time", { "last-modified": "noon", date: LATER }, undefined],
  ["nothing", { date: LATER }, undefined],
])("%s", (_, headers, fingerprint) => {
  expect(read(headers)).toBe(fingerprint);
});

it("asks by exactly what the server said", () => {
  expect(conditionOf('http:W/"1"')).toEqual({ "if-none-match": 'W/"1"' });
  expect(conditionOf(`http:${NOON}`)).toEqual({ "if-modified-since": NOON });
  for (const fingerprint of ["sha256:0123", 'git:"1"', "http:", "http:noon"]) {
    expect(conditionOf(fingerprint)).toBeUndefined();
  }
});

it("gives a condition for each fingerprint that it reads, and only text that a header can carry", () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }));
  const header = fc.oneof(
    fc.constantFrom(NOON, LATER),
    text,
    text.map((inner) => `"${inner}"`),
  );
  fc.assert(
    fc.property(fc.record({ etag: header, "last-modified": header, date: header }), (headers) => {
      const fingerprint = read(headers);
      if (fingerprint === undefined) return;
      const values = Object.values(conditionOf(fingerprint) ?? {});
      expect(values).toEqual([fingerprint.slice("http:".length)]);
      expect(values[0]).toMatch(/^[\x20-\x7e]+$/);
    }),
  );
});

it("takes a tag for the same when a server makes it weak", () => {
  expect(namesSameVersion('http:"1"', 'http:W/"1"')).toBe(true);
  expect(namesSameVersion('http:"1"', 'http:W/"2"')).toBe(false);
});
