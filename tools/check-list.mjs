import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-command.mjs";

/**
 * One thing that `npm test` checks beside the tests. It passes when its command
 * ends with status zero. `needsBuild` marks one that looks at what was built.
 *
 * @typedef {{
 *   name: string,
 *   command: readonly string[],
 *   needsBuild?: true,
 * }} Check
 */

const packages = readdirSync(join(root, "packages")).filter((name) =>
  existsSync(join(root, "packages", name, "package.json")),
);

/** Every TypeScript project: each package's sources, tests apart where only they see Node, and the rest. */
const projects = [
  "tsconfig.json",
  "packages/core/tsconfig.test.json",
  "packages/edge/tsconfig.test.json",
  ...packages.map((name) => `packages/${name}/tsconfig.json`),
];

/**
 * The whole list; add a check here. Those that need no build stand first, and then
 * those that take longest, so that the short ones fill the gaps.
 *
 * @type {readonly Check[]}
 */
export const checks = [
  ...projects.map((project) => ({ name: `types of ${project}`, command: ["tsc", "-p", project] })),
  // What runs in a browser stands apart, and sees our packages as they are built: it is a template as it is.
  {
    name: "types of examples/browser-app",
    command: ["tsc", "-p", "examples/browser-app/tsconfig.json"],
    needsBuild: true,
  },
  { name: "lint", command: ["eslint", ".", "--max-warnings=0"], needsBuild: true },
  { name: "formatting", command: ["prettier", "--check", "--log-level=warn", "."] },
  { name: "unused code and dependencies", command: ["knip"] },
  { name: "layers", command: ["node", "tools/layer-check.mjs"] },
  {
    name: "reference page of diagnostics",
    command: ["node", "tools/generate-diagnostics.mjs", "--check"],
    needsBuild: true,
  },
  { name: "public surface", command: ["node", "tools/api-reports.mjs", "--check"], needsBuild: true },
  { name: "size", command: ["size-limit"], needsBuild: true },
  ...packages.map(
    (name) =>
      /** @type {Check} */ ({
        name: `package @rototo/${name}`,
        command: ["node", "tools/package-check.mjs", `packages/${name}`],
        needsBuild: true,
      }),
  ),
];
