import { beforeAll, describe, expect, it } from "vitest";
import { AnsweringPage } from "./browser/answering-page.js";
import { chromiumMissing, openChromium } from "./browser/open-chromium.js";
import { buildModule } from "./build-snapshots.js";
import { readSuites } from "./read-suites.js";
import { runtimeContract } from "./runtime.contract.js";

const suites = await readSuites();

describe.skipIf(chromiumMissing !== undefined)(`Chromium under a strict policy ${chromiumMissing ?? ""}`, () => {
  const chromium = openChromium();
  let page: AnsweringPage;

  beforeAll(async () => {
    const modules = suites.map(async (suite) => [suite.name, await buildModule(suite)] as const);
    page = await AnsweringPage.open(chromium.browser, new Map(await Promise.all(modules)));
  }, 60_000);

  it("forbids to generate code", async () => {
    expect(await page.ask({ path: "/generate-code" })).toMatch(/Content Security Policy/);
  });

  runtimeContract(suites, (question) => page.ask({ path: "/", question }));
});
