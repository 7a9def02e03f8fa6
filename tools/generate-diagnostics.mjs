import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { renderDiagnostics } from "./render-diagnostics.mjs";
import { root } from "./run-command.mjs";

/**
 * Writes the reference page of diagnostics from the built core. With `--check` it
 * writes nothing and fails when the committed page differs.
 */
const page = "docs/reference/diagnostics.md";
const core = pathToFileURL(join(root, "packages/core/dist/index.js")).href;
const { rules } = await import(core);
const rendered = renderDiagnostics(rules);
const path = join(root, page);

if (!process.argv.includes("--check")) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, rendered);
} else if (!existsSync(path) || readFileSync(path, "utf8") !== rendered) {
  console.error(`${page} is not what the rules say. Run: npm run docs`);
  process.exitCode = 1;
}
