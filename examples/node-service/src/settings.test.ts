import { expect, it } from "vitest";
import { readSettings } from "./settings.js";

it("reads what is set and knows the rest", () => {
  expect(readSettings({ PORT: "0", WORKSPACE_ENVIRONMENT: "prod" })).toMatchObject({
    host: "127.0.0.1",
    port: 0,
    environment: "prod",
    refreshPeriodMs: 60_000,
  });
});

it.each([
  { REFRESH_PERIOD_MS: "1 min" },
  { PORT: "-1" },
  { MAX_STALENESS_MS: "" },
  { WORKSPACE_ENVIRONMENT: "production" },
])("names the variable that is wrong: %o", (variables) => {
  expect(() => readSettings(variables)).toThrow(Object.keys(variables)[0]);
});
