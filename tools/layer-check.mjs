import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { coreLayers, packageLayers } from "./layers.mjs";
import { findFolderViolations, findPackageViolations } from "./layer-violations.mjs";

/** Fails with one line per import that goes against the layers; see `layers.mjs` for the plan. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const violations = [...findPackageViolations(root, packageLayers)];
if (existsSync(`${root}/${coreLayers.root}`)) violations.push(...findFolderViolations(root, coreLayers));
for (const violation of violations) console.error(violation);
process.exitCode = violations.length === 0 ? 0 : 1;
