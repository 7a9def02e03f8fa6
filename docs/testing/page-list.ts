import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/run-command.mjs";

/** Written by a tool from texts that have tests of their own. */
const GENERATED = ["docs/reference/diagnostics.md"];

/** Every page that people write and read, relative to the checkout, with `/`, in order. */
export function listPages(): readonly string[] {
  return [...markdownBelow("."), ...markdownBelow("docs"), ...markdownBelow("examples"), ...markdownBelow("packages")]
    .filter((path) => !GENERATED.includes(path))
    .sort();
}

function markdownBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) return entry.name.endsWith(".md") && entry.name !== "CHANGELOG.md" ? [path] : [];
    const isOurs = folder !== "." && entry.isDirectory() && !["node_modules", "dist"].includes(entry.name);
    return isOurs ? markdownBelow(path) : [];
  });
}
