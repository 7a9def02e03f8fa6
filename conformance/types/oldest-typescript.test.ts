import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { installPackedPackages, type PackedInstallation } from "../../docs/testing/packed-installation.js";

const PROGRAM = `
import { createClient } from "@rototo/edge";
import { type RefreshingWorkspace, Workspace, type WorkspaceQueries } from "@rototo/sdk";
import { ControllableClock } from "@rototo/sdk/testing";

interface Config {
  environment: "dev" | "prod";
  context: { plan: string };
  variables: { seats: number };
  qualifier: "enterprise";
}

export const any = (one: Workspace<Config>, other: RefreshingWorkspace<Config>): WorkspaceQueries[] => [one, other];
export const seats = (workspace: Workspace<Config>): number =>
  workspace.resolveVariable("seats", "prod", { plan: "free" }).value;
export const used = [createClient, ControllableClock, Workspace];
`;

/** They are installed from the registry, which takes a while: with `npm run bundlers` only. */
const compilers = process.env["ROTOTO_TEST_BUNDLERS"] === "all" ? ["5.4.5", "5.6.3", "5.9.3"] : ["5.9.3"];

let installation: PackedInstallation;
beforeAll(async () => {
  const named = compilers.map((version) => `typescript-${version}@npm:typescript@${version}`);
  installation = await installPackedPackages(["@types/node@20.19.43", ...named]);
  writeFileSync(join(dirname(installation.modules), "program.mts"), PROGRAM);
}, 600_000);
afterAll(() => installation.remove());

const cells = compilers.flatMap((version) => [
  [version, "nodenext", "nodenext", "es2022"],
  [version, "bundler", "esnext", "es2022,dom"],
]);

it.each(cells)(
  "the declarations compile with TypeScript %s and %s",
  (version, resolution, module, lib) => {
    const compiler = join(installation.modules, `typescript-${version}`, "lib/tsc.js");
    const options = `--noEmit --strict --target es2022 --types node --moduleResolution ${resolution} --module ${module}`;
    const run = () =>
      execFileSync(process.execPath, [compiler, ...options.split(" "), "--lib", lib, "program.mts"], {
        cwd: dirname(installation.modules),
      });
    expect(run).not.toThrow();
  },
  120_000,
);
