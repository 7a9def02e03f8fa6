import { describe, expect, it } from "vitest";
import { createSampler } from "./sampling.js";

function noDraw(): number {
  throw new Error("drawn");
}

describe("createSampler", () => {
  it("takes all at 1 and none at 0, and draws nothing for it", () => {
    expect(createSampler(1, "variables", noDraw)("limits")).toBe(true);
    expect(createSampler(0, "variables", noDraw)("limits")).toBe(false);
  });

  it("takes what is drawn below the rate", () => {
    const draws = [0, 0.249, 0.25, 0.999];
    const sampler = createSampler(0.25, "qualifiers", () => draws.shift() ?? NaN);
    expect([1, 2, 3, 4].map(() => sampler("beta"))).toEqual([true, true, false, false]);
  });

  it("takes the id's own rate, of its own kind, before the default", () => {
    const sampling = { default: 0, variables: { limits: 1 }, qualifiers: { banner: 1 } };
    expect(createSampler(sampling, "variables", noDraw)("limits")).toBe(true);
    expect(createSampler(sampling, "variables", noDraw)("banner")).toBe(false);
    expect(createSampler(sampling, "qualifiers", noDraw)("banner")).toBe(true);
  });

  it("takes all where neither the id nor a default has a rate", () => {
    expect(createSampler({ variables: { limits: 0 } }, "variables", noDraw)("banner")).toBe(true);
    expect(createSampler({}, "variables", noDraw)("banner")).toBe(true);
  });

  it("reads ids as plain data", () => {
    const variables = JSON.parse(`{ "__proto__": 0 }`) as Record<string, number>;
    expect(createSampler({ variables }, "variables", noDraw)("__proto__")).toBe(false);
    expect(createSampler({ variables: { limits: 0 } }, "variables", noDraw)("constructor")).toBe(true);
  });
});
