import { describe, expect, test } from "vitest";
import { SCHEMA_FORMATS } from "./schema-format.js";

const STARTS = ["", "2024-01-01T00:00:00.", "12:00:00.", "P", "a@", '"', "http://", "http://[", "{a", "/", "0#", "1."];
const PARTS = ["a", "0", ".", "-", ":", "/", "@", "%41", "{a}", "~0", "\\", '"', "[", "1Y", "T", "ä", "\ud83d", "\n"];

describe("every format", () => {
  // One that backtracks would not come back from these.
  test.each([...SCHEMA_FORMATS])("%s takes time in proportion to a text", (_name, isValid) => {
    for (const start of STARTS) {
      for (const part of PARTS) expect(isValid(`${start}${part.repeat(20_000)}!`)).toBeTypeOf("boolean");
    }
  });

  test("is refused where a line break follows, unless it may have one anywhere", () => {
    const valid: Readonly<Record<string, string>> = {
      "date-time": "2024-01-01T00:00:00Z",
      date: "2024-01-01",
      time: "00:00:00Z",
      duration: "P1D",
      email: "a@b",
      "idn-email": "ä@b",
      hostname: "a",
      ipv4: "1.2.3.4",
      ipv6: "::",
      uri: "a:b",
      "uri-reference": "b",
      iri: "a:ä",
      "iri-reference": "ä",
      "uri-template": "{a}",
      uuid: "123e4567-e89b-12d3-a456-426614174000",
    };
    const names = Object.keys(valid);
    expect(names.filter((name) => SCHEMA_FORMATS.get(name)?.(valid[name] ?? "") !== true)).toEqual([]);
    expect(names.filter((name) => SCHEMA_FORMATS.get(name)?.(`${valid[name]}\n`) !== false)).toEqual([]);
  });

  test("an expression of 1,000 characters is a regex, a longer one is none", () => {
    const isRegex = SCHEMA_FORMATS.get("regex");
    expect(isRegex?.("(a)".repeat(333))).toBe(true);
    expect(isRegex?.("a".repeat(1_000))).toBe(true);
    expect(isRegex?.("a".repeat(1_001))).toBe(false);
    // Compiling this one ends the process.
    expect(isRegex?.(`[${"\\p{L}".repeat(400_000)}]`)).toBe(false);
  });

  test("an address of 320 characters is an email, a longer one is none", () => {
    const domain = `@${"a".repeat(255)}`;
    for (const [name, letter] of [
      ["email", "a"],
      ["idn-email", "a"],
      ["idn-email", "😀"],
    ] as const) {
      expect(SCHEMA_FORMATS.get(name)?.(letter.repeat(64) + domain)).toBe(true);
      expect(SCHEMA_FORMATS.get(name)?.(letter.repeat(65) + domain)).toBe(false);
    }
  });

  test("takes no letter of another script for a Latin one", () => {
    const texts = ["\u212a:a", "a://\u017f", "{\u212a}", "\u017f@b", "a@\u212a", "\u212a", "P1D\u0660"];
    for (const name of ["uri", "uri-reference", "email", "hostname", "duration", "uuid"]) {
      expect(texts.filter((text) => SCHEMA_FORMATS.get(name)?.(text))).toEqual([]);
    }
    expect(SCHEMA_FORMATS.get("uri-template")?.("{\u212a}")).toBe(false);
    expect(SCHEMA_FORMATS.get("iri")?.("\u212a:a")).toBe(false);
  });
});
