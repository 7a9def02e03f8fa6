import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exitStatusOf } from "../../packages/cli/src/failure/exit-status.js";
import type { RototoErrorCode } from "../../packages/core/src/index.js";

/** The compiler demands that every code is here. */
const codes = {
  "workspace-not-found": true,
  "workspace-invalid": true,
  "environment-unknown": true,
  "environment-required": true,
  "instant-required": true,
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
  "snapshot-invalid": true,
  "runtime-unsupported": true,
} satisfies Record<RototoErrorCode, true>;

const page = readFileSync(join(import.meta.dirname, "errors.md"), "utf8");

describe("the page of errors", () => {
  it("lists every code, with the status of the command line", () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)`\s+\| (\d)\s+\| .+ \| .+ \|$/gm)].map(([, code, status]) => [
      code,
      status,
    ]);
    expect(rows).toEqual((Object.keys(codes) as RototoErrorCode[]).map((code) => [code, String(exitStatusOf(code))]));
  });
});
