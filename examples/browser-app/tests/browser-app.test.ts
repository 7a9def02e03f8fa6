import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { chromiumMissing, openChromium, type Page } from "../../../conformance/browser/open-chromium.js";
import { serveApp, type ServedApp } from "./serve-app.js";

describe.skipIf(chromiumMissing !== undefined)(`the app in Chromium ${chromiumMissing ?? ""}`, () => {
  const chromium = openChromium();
  let app: ServedApp;
  let page: Page;
  /** What the page or the browser complains about, breaches of the content security policy among it. */
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await serveApp();
    return () => app.close();
  }, 60_000);
  afterEach(async () => {
    await page.context().close();
    complaints.length = 0;
  });

  async function openApp(options: Parameters<typeof chromium.browser.newContext>[0] = {}): Promise<void> {
    page = await (await chromium.browser.newContext(options)).newPage();
    page.setDefaultTimeout(10_000);
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(app.url);
    await page.locator("#answer section").first().waitFor();
  }

  const decision = () => page.getByRole("heading", { level: 2 }).first().innerText();
  const status = () => page.getByRole("status").textContent();
  const texts = async (selector: string) => {
    const found = await page.locator(selector).allInnerTexts();
    return found.map((text) => text.replaceAll(/\s+/g, " ").trim());
  };
  const field = (path: string) => page.getByLabel(path);
  const pick = (label: string) => page.getByRole("radio", { name: label }).check({ force: true });

  it("decides for the account that is picked, and explains it", async () => {
    await openApp();
    expect(await decision()).toBe("enterprise");
    expect(await status()).toBe("enterprise. Rule 1 matched: enterprise-accounts is true.");
    expect(await texts(".step h3")).toEqual([
      "Branch [env.prod]",
      "Rule 1 enterprise-accounts → enterprise matched",
      "Otherwise → standard not needed",
    ]);
    expect(await texts(".predicate")).toEqual([
      'account.plan Operator eq Expected "enterprise" Actual "enterprise" matched',
      "account.seats Operator gte Expected 100 Actual 250 matched",
    ]);

    await pick("Lumen");
    expect(await decision()).toBe("standard");
    expect(await texts(".predicate.unmatched")).toEqual([
      "account.seats Operator gte Expected 100 Actual 20 not matched",
    ]);
    expect(await texts(".step.matched h3")).toContain("Otherwise → standard taken");

    await pick("Birdsong");
    expect(await texts(".predicate.skipped")).toEqual([
      "account.seats Operator gte Expected 100 Actual not read not evaluated",
    ]);
    expect(await field("account.plan").inputValue()).toBe("free");
    expect(complaints).toEqual([]);
  });

  it("decides again at each change of the environment and of the context", async () => {
    await openApp();
    await pick("stage");
    expect(await status()).toBe("standard. This is the fallback's value: stage has none of its own.");
    await pick("dev");
    expect(await decision()).toBe("local");
    await pick("prod");

    await page.getByLabel("Seats, slider").press("Home");
    expect(await decision()).toBe("standard");
    await field("account.seats").fill("100");
    expect(await decision()).toBe("enterprise");
    expect(await page.getByRole("group", { name: "Account" }).getByRole("radio", { checked: true }).count()).toBe(0);
  });

  it("can be used with the keyboard alone", async () => {
    await openApp();
    const focused = page.locator(":focus");
    for (const expected of ["workspace", "variable", "environment", "account"]) {
      await page.keyboard.press("Tab");
      expect(await focused.getAttribute("name")).toBe(expected);
    }
    await page.keyboard.press("ArrowDown");
    expect(await decision()).toBe("standard");
    expect(await focused.getAttribute("value")).toBe("Lumen");
  });

  it("shows what a qualifier builds on, and where an account stands in a rollout", async () => {
    await openApp();
    await pick("Account limits");
    await page.getByLabel("Variable").selectOption("new-search");
    expect(await decision()).toBe("on");
    expect(await texts(".qualifier .qualifier .qualifier-title")).toEqual([
      "Qualifier new-search-clients true true when all match",
    ]);
    expect(await texts("figcaption")).toEqual(["stands at 19.853 %, inside 0 to 25 %"]);

    await pick("Tagged by support");
    expect(await decision()).toBe("off");
    await page.getByLabel("Variable").selectOption("support-address");
    expect(await texts(".step h3")).toEqual([
      "Branch [resolve]",
      "Rule 1 enterprise-account → priority not matched",
      "Rule 2 heavy-usage → priority matched",
      "Otherwise → standard not needed",
    ]);
    await pick("With an old client");
    expect(await texts(".step h3")).toContain("Rule 2 heavy-usage → priority not tried");
    expect(complaints).toEqual([]);
  });

  it("shows what is wrong with a context instead of an answer", async () => {
    await openApp();
    await pick("A client with a bug");
    expect(await texts("#answer h2")).toEqual(["No answer: the context is not valid"]);
    expect(await texts(".violations li")).toEqual(["/account/seats must be integer"]);
    await field("account.seats").fill("");
    expect(await texts(".violations li")).toEqual([expect.stringContaining("seats")]);
    await field("account.seats").fill("100");
    expect(await decision()).toBe("enterprise");
  });

  it("takes no text for markup", async () => {
    await openApp();
    await field("account.plan").fill("<img src=x>");
    expect(await texts(".predicate.unmatched")).toEqual([
      'account.plan Operator eq Expected "enterprise" Actual "<img src=x>" not matched',
    ]);
    expect(complaints).toEqual([]);
  });

  it.each([
    { of: "damaged", damage: (text: string) => text.replace("gpt-5", "gpt-6"), says: "snapshot-invalid" },
    { of: "cut off", damage: (text: string) => text.slice(0, 500), says: "snapshot-invalid" },
    { of: "missing", damage: () => undefined, says: "HTTP 404" },
  ])("shows that a snapshot is $of, and goes on with the other workspace", async ({ damage, says }) => {
    const file = join(app.folder, "llm-agent-config.snapshot.json");
    const whole = readFileSync(file, "utf8");
    const damaged = damage(whole);
    if (damaged === undefined) rmSync(file);
    else writeFileSync(file, damaged);
    try {
      await openApp();
      expect(await texts("#answer h2")).toEqual(["No answer: the snapshot could not be loaded"]);
      expect(await page.locator("#answer").innerText()).toContain(says);
      expect(await field("account.plan").count()).toBe(0);
      await pick("Account limits");
      await field("account.plan").waitFor();
      expect(await decision()).toBe("growth");
    } finally {
      writeFileSync(file, whole);
    }
  });

  it("generates no code, and could not", async () => {
    await openApp();
    const policy = (await page.request.get(app.url)).headers()["content-security-policy"];
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    // The browser lets what a test evaluates generate code; what a timer calls stands under the policy.
    const attempt = page.evaluate(
      () =>
        new Promise((settle) => {
          setTimeout(() => {
            try {
              // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- that it throws is the point
              settle(new Function("return 1")());
            } catch (error) {
              settle((error as Error).name);
            }
          });
        }),
    );
    expect(await attempt).toBe("EvalError");
  });

  it.each(["light", "dark"] as const)("fits on a narrow screen, %s", async (colorScheme) => {
    await openApp({ viewport: { width: 360, height: 740 }, colorScheme });
    await pick("Account limits");
    for (const id of ["account-limits", "new-search", "support-address"]) {
      await page.getByLabel("Variable").selectOption(id);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    }
  });
});
