import { expect, it } from "vitest";
import { planLoad } from "./load-plan.js";

it("takes along every option that a source can use elsewhere, and equal plans are equal text", () => {
  const along = {
    token: "t",
    limits: { redirects: 1 },
    certificateAuthorities: "pem",
    gitStore: "/store",
    customLint: false,
    lint: "reject" as const,
  };
  const behind = { cwd: "/srv", signal: new AbortController().signal, onProgress: () => undefined, tests: true };
  const plan = planLoad("./config", { ...along, ...behind }, true);
  expect(plan).toEqual({ source: { kind: "local", directory: "/srv/config" }, options: along, snapshot: true });
  expect(structuredClone(plan)).toEqual(plan);
  const { gitStore, ...others } = along;
  expect(JSON.stringify(planLoad("config", { gitStore, ...behind, ...others }, true))).toBe(JSON.stringify(plan));
});
