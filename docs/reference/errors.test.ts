import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exitStatusOf } from "../../packages/cli/src/failure/exit-status.js";
import type { RototoErrorCode } from "../../packages/core/src/index.js";

/** Whether this version can give the code: the compiler demands that every code is here. */
const isGiven = {
  "workspace-not-found": true,
  "workspace-invalid": true,
  "environment-unknown": true,
  "environment-required": true,
  "context-invalid": true,
  "variable-not-found": true,
  "qualifier-not-found": true,
  "value-invalid": true,
  "source-invalid": true,
  "source-unavailable": true,
  "source-denied": true,
  "source-unsafe": true,
  "source-too-large": true,
  "source-timeout": true,
  "snapshot-invalid": false,
} satisfies Record<RototoErrorCode, boolean>;

const codes = Object.keys(isGiven) as RototoErrorCode[];
const page = readFileSync(join(import.meta.dirname, "errors.md"), "utf8");

describe("the page of errors", () => {
  it("lists every code that this version gives, with the status of the command line", () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)`\s+\| (\d)\s+\| .+ \| .+ \|$/gm)].map(([, code, status]) => [
      code,
      status,
    ]);
    const given = codes.filter((code) => isGiven[code]);
    expect(rows).toEqual(given.map((code) => [code, String(exitStatusOf(code))]));
  });

  it("names the codes that no source gives yet", () => {
    for (const code of codes.filter((code) => !isGiven[code])) {
      expect(page).toContain(`\`${code}\` is a code as well`);
    }
  });
});
