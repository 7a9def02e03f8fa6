import { describe, expect, it } from "vitest";
import { placeInValue } from "./place-in-value.js";

const value = { limits: [{ projects: 1 }], "0": "zero" };
const place = { path: "x.toml", steps: ["values", "standard"] };

describe("placeInValue", () => {
  it("goes into objects by key and into lists by index", () => {
    expect(placeInValue(place, value, ["limits", "0", "projects"]).steps).toEqual([
      "values",
      "standard",
      "limits",
      0,
      "projects",
    ]);
    expect(placeInValue(place, value, ["0"]).steps).toEqual(["values", "standard", "0"]);
  });

  it("stops where the value ends", () => {
    expect(placeInValue(place, value, ["limits", "7", "projects"]).steps).toEqual(["values", "standard", "limits"]);
    expect(placeInValue(place, value, ["limits", "01"]).steps).toEqual(["values", "standard", "limits"]);
    expect(placeInValue(place, value, ["limits", "length"]).steps).toEqual(["values", "standard", "limits"]);
    expect(placeInValue(place, value, ["0", "0"]).steps).toEqual(["values", "standard", "0"]);
  });

  it("never follows what a value inherits", () => {
    expect(placeInValue(place, value, ["constructor", "name"])).toBe(place);
    expect(placeInValue(place, "text", ["length"])).toBe(place);
  });

  it("keeps the place for the value itself", () => {
    expect(placeInValue(place, value, [])).toBe(place);
  });
});
