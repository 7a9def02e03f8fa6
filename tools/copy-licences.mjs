import { copyFileSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-command.mjs";

/**
 * Runs before a package is packed, in its folder: puts the licences of the
 * checkout beside its manifest, so that they are kept in one place only.
 */
for (const name of readdirSync(root).filter((file) => file.startsWith("LICENSE-"))) {
  // Two packings may run at once, and neither may see half a file.
  const unfinished = `${name}.${process.pid}`;
  copyFileSync(join(root, name), unfinished);
  renameSync(unfinished, name);
}
