import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "./open-chromium.js";
import type { PageQuestion } from "./page.js";

/** As strict as a page with a script can have it: no inline code, no `eval`, no strings that become code. */
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

/** With https it is a secure context, which has `crypto.subtle`. Nothing leaves the browser. */
const ORIGIN = "https://conformance.invalid";

/** A page that answers under a strict content security policy. */
export class AnsweringPage {
  readonly #page: Page;
  #question: PageQuestion = { path: "/" };

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param modules Texts of ES modules by the name of their suite. */
  static async open(browser: Browser, modules: ReadonlyMap<string, string>): Promise<AnsweringPage> {
    const opened = new AnsweringPage(await browser.newPage());
    const script = await bundlePage();
    await opened.#page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const [, name] = /^\/modules\/(.*)\.mjs$/.exec(pathname) ?? [];
      if (name !== undefined) return route.fulfill({ contentType: "text/javascript", body: modules.get(name) ?? "" });
      if (pathname === "/page.js") return route.fulfill({ contentType: "text/javascript", body: script });
      if (pathname === "/question") return route.fulfill({ json: opened.#question });
      if (pathname === "/answer") return route.fulfill({ status: 204 });
      return route.fulfill({
        contentType: "text/html",
        headers: { "content-security-policy": POLICY },
        body: `<!doctype html><title>Conformance</title><script type="module" src="/page.js"></script>`,
      });
    });
    return opened;
  }

  /** What the page answers, in a document of its own. */
  async ask(question: PageQuestion): Promise<unknown> {
    this.#question = question;
    const [answered] = await Promise.all([this.#page.waitForRequest(`${ORIGIN}/answer`), this.#page.goto(ORIGIN)]);
    return answered.postDataJSON() as unknown;
  }
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "page.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["@rototo/source"],
  });
  return outputFiles[0]?.text ?? "";
}
