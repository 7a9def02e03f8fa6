import type { Document } from "@rototo/core";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprintDocuments } from "./fingerprint-documents.js";

const documentArbitrary: fc.Arbitrary<Document> = fc.oneof(
  fc.string(),
  fc.constantFrom<Document>({ unreadable: "denied" }, { unreadable: "encoding" }),
);
const entriesArbitrary = fc.uniqueArray(fc.tuple(fc.string(), documentArbitrary), { selector: ([path]) => path });

test("does not depend on the order of the documents", () => {
  fc.assert(
    fc.property(entriesArbitrary, (entries) => {
      expect(fingerprintDocuments(new Map([...entries].reverse()))).toBe(fingerprintDocuments(new Map(entries)));
    }),
  );
});

test("differs when the documents differ", () => {
  fc.assert(
    fc.property(entriesArbitrary, entriesArbitrary, (left, right) => {
      const [sortedLeft, sortedRight] = [left, right].map((entries) =>
        JSON.stringify([...entries].sort(([a], [b]) => (a < b ? -1 : 1))),
      );
      fc.pre(sortedLeft !== sortedRight);
      expect(fingerprintDocuments(new Map(left))).not.toBe(fingerprintDocuments(new Map(right)));
    }),
  );
});

test.each([
  [[["a", "bc"]], [["ab", "c"]]],
  [[["a", { unreadable: "denied" }]], [["a", "denied"]]],
  [[["a", ""]], []],
] as [[string, Document][], [string, Document][]][])("tells %j from %j", (left, right) => {
  expect(fingerprintDocuments(new Map(left))).not.toBe(fingerprintDocuments(new Map(right)));
});

test("is a sha256 that stays the same between releases", () => {
  expect(fingerprintDocuments(new Map([["rototo-workspace.toml", "schema_version = 1\n"]]))).toMatchInlineSnapshot(
    `"sha256:08b56309b6c5abae0d309d726d22eb50337eff56a4a48161d436633c51d06f99"`,
  );
});
