import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { beforeAll } from "vitest";

export type { Browser, Page } from "playwright-core";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why no test can run in Chromium here; `undefined` when they can. */
export const chromiumMissing = existsSync(executablePath)
  ? undefined
  : `skipped: ${executablePath} is not there; install Chromium, or name it in CHROMIUM`;

/** Nothing but pages, and no network of its own. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium for the tests of one suite: it is there once they run. */
export function openChromium(): { readonly browser: Browser } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const launched = await chromium.launch({ executablePath, args: FLAGS });
    browser = launched;
    return () => launched.close();
  }, 60_000);
  return {
    get browser() {
      if (browser === undefined) throw new Error("Chromium is there only while tests run");
      return browser;
    },
  };
}
