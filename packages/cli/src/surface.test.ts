import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { globalOptions } from "./arguments/global-options.js";
import { commands } from "./commands/index.js";

/** How a command is called: `variable resolve ID --env`. */
const calls = commands.map(({ path, positionals = [], options = [] }) => {
  const values = positionals.map(({ name, required }) => (required ? name : `[${name}]`));
  return [...path, ...values, ...options.map(({ name }) => `--${name}`)].join(" ");
});

describe("the public surface", () => {
  it("is the command, not a library", () => {
    const path = fileURLToPath(new URL("../package.json", import.meta.url));
    const { bin, exports } = JSON.parse(readFileSync(path, "utf8")) as { bin: object; exports: object };
    expect({ bin: Object.keys(bin), exports: Object.keys(exports) }).toEqual({
      bin: ["rototo"],
      exports: ["./package.json"],
    });
  });

  it("has these commands", () => {
    expect(calls).toEqual([
      "workspace inspect [source]",
      "workspace lint [source] --format --base",
      "inspect [source]",
      "lint [source] --format --base",
      "resolve id --env --context --trace --lint --now",
      "build [source] --out --format --variables --env",
      "qualifier list",
      "qualifier get id",
      "qualifier lint id",
      "qualifier resolve id --env --context --trace --lint --now",
      "qualifier resolve-all --env --context --trace --lint --now",
      "variable list",
      "variable get id",
      "variable lint id",
      "variable resolve id --env --context --trace --lint --now",
      "variable resolve-all --env --context --trace --lint --now",
      "diagnostics list",
      "diagnostics get code",
      "completions shell",
    ]);
  });

  it("has these options everywhere", () => {
    expect(globalOptions.map(({ name }) => name)).toEqual([
      "workspace",
      "workspace-token",
      "limit",
      "json",
      "quiet",
      "no-color",
    ]);
  });
});
