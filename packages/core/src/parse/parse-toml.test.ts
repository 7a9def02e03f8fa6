import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseToml } from "./parse-toml.js";

function parsed(text: string) {
  const result = parseToml(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

function problem(text: string) {
  const result = parseToml(text);
  if (result.ok) throw new Error("parsed");
  return result.problem;
}

describe("parseToml", () => {
  it("gives JSON data with keys in code-unit order", () => {
    const { data } = parsed('b = 1\na = [true, "x", 1.5]\n[c.B]\nz = 1\n[c.A]\n');
    expect(JSON.stringify(data)).toBe('{"a":[true,"x",1.5],"b":1,"c":{"A":{},"B":{"z":1}}}');
  });

  it("reads CRLF", () => {
    expect(parsed('a = 1\r\nb = "x"\r\n').data).toEqual({ a: 1, b: "x" });
  });

  it("tells whole floats from integers, by what holds them", () => {
    const { data, wholeFloats } = parsed("a = 3.0\nb = 3\nc = [1.0, 1.5]\n[d]\n'x/y' = 1e3");
    expect([...wholeFloats]).toEqual([
      [data, new Set(["a"])],
      [data["c"], new Set([0])],
      [data["d"], new Set(["x/y"])],
    ]);
  });

  it.each([
    ["a = 1979-05-27T07:32:00Z", "1979-05-27T07:32:00Z"],
    ["a = 1979-05-27 07:32:00.123456789-07:00", "1979-05-27T07:32:00.123456789-07:00"],
    ["a = 1979-05-27t07:32z", "1979-05-27T07:32:00Z"],
    ["a = 1979-05-27", "1979-05-27"],
    ["a = 07:32", "07:32:00"],
    ["a = 2024-02-29", "2024-02-29"],
  ])("writes the date of %s as RFC 3339", (text, expected) => {
    expect(parsed(text).data).toEqual({ a: expected });
    expect(parsed(`[x.y]\nz = [{ ${text} }]`).data).toEqual({ x: { y: { z: [{ a: expected }] } } });
  });

  it.each([
    ["a = 9007199254740992", ["a"]],
    ["[t]\na = [1, -9007199254740992]", ["t", "a", 1]],
    ["a = 123456789012345678901234567890", ["a"]],
    ["a = inf", ["a"]],
    ["a = { b = -nan }", ["a", "b"]],
  ])("refuses %s, which JSON cannot hold", (text, steps) => {
    expect(problem(text).at).toEqual({ steps });
  });

  it("takes the largest exact integers", () => {
    expect(parsed("a = 9007199254740991\nb = -9007199254740991").data).toEqual({
      a: 9007199254740991,
      b: -9007199254740991,
    });
  });

  it("refuses a day that does not exist, at its place", () => {
    expect(problem("ok = 1\na = 2026-02-30").at).toMatchObject({ position: { line: 1 } });
  });

  it.each([
    ["a = = 1", 0],
    ["a = 1\na = 2", 1],
    ['a = 1\nb = "x\0"', 1],
    ["a = 1\n[a]\nb = 1", 1],
    ["\n\n[", 2],
  ])("places the mistake of %j", (text, line) => {
    expect(problem(text).at).toMatchObject({ position: { line } });
  });

  it("bounds nesting", () => {
    expect(problem(`a = ${"[".repeat(5_000)}${"]".repeat(5_000)}`).message).toContain("nest");
  });

  it("takes a key of a megabyte", () => {
    const key = "k".repeat(1_000_000);
    expect(Object.keys(parsed(`${key} = 1`).data)).toEqual([key]);
  });

  it("keeps dangerous names as plain data", () => {
    const { data } = parsed('"__proto__" = 1\nconstructor = 2\n[x.__proto__]\npolluted = true');
    expect(Object.keys(data)).toEqual(["__proto__", "constructor", "x"]);
    expect(Object.hasOwn({}, "polluted")).toBe(false);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "a",
            "=",
            "[",
            "]",
            '"',
            "\n",
            "{",
            "}",
            ".",
            "1",
            "_",
            "'",
            "-",
            "inf",
            "2026-02-30",
            "#",
            "\0",
            "é",
          ),
        ),
        (pieces) => {
          parseToml(pieces.join(""));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
