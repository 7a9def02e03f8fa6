import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleRecord, sampleRecords } from "../testing/sample-record.js";
import { ndjsonChunks } from "./ndjson-chunks.js";

describe("ndjsonChunks", () => {
  it("gives each record its own line, whatever text it holds", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
        const records = texts.map((text) => sampleRecord(text, { "user.name": text }));
        const lines = [...ndjsonChunks(records)].join("").split("\n");
        expect(lines.pop()).toBe("");
        expect(lines.map((line): unknown => JSON.parse(line))).toEqual(records);
      }),
    );
  });

  it("cuts between lines, into pieces that do not grow with the number of records", () => {
    const chunks = [...ndjsonChunks(sampleRecords(10_000))];
    expect(chunks.length).toBeGreaterThan(10);
    for (const chunk of chunks) {
      expect(chunk.endsWith("\n")).toBe(true);
      expect(chunk.length).toBeLessThan(70_000);
    }
  });
});
