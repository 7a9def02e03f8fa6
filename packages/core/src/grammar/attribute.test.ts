import { describe, expect, it } from "vitest";
import { parseAttribute } from "./attribute.js";

describe("parseAttribute", () => {
  it("reads a path into the context", () => {
    expect(parseAttribute("account.plan")).toEqual({ kind: "context", path: ["account", "plan"] });
    expect(parseAttribute("country")).toEqual({ kind: "context", path: ["country"] });
  });

  it("takes any name that is not reserved as plain data", () => {
    for (const name of ["__proto__", "constructor", "qualifiers", "rototo2", "my key"]) {
      expect(parseAttribute(name)).toEqual({ kind: "context", path: [name] });
      expect(parseAttribute(`${name}.toString`)).toEqual({ kind: "context", path: [name, "toString"] });
    }
    expect(parseAttribute("account.qualifier.rototo")).toEqual({
      kind: "context",
      path: ["account", "qualifier", "rototo"],
    });
  });

  it("takes all behind `qualifier.` as an id, dots included", () => {
    expect(parseAttribute("qualifier.enterprise")).toEqual({ kind: "qualifier", id: "enterprise" });
    expect(parseAttribute("qualifier.team.a..b.")).toEqual({ kind: "qualifier", id: "team.a..b." });
  });

  it("knows what rototo itself offers", () => {
    expect(parseAttribute("rototo.environment")).toEqual({ kind: "environment" });
    expect(parseAttribute("rototo.now")).toEqual({ kind: "now" });
  });

  it.each([
    "",
    ".",
    "a.",
    ".a",
    "a..b",
    "qualifier",
    "qualifier.",
    "qualifier..a",
    "rototo",
    "rototo.",
    "rototo.region",
    "rototo.now.year",
  ])("refuses %j", (text) => {
    expect(parseAttribute(text)).toBeUndefined();
  });
});
