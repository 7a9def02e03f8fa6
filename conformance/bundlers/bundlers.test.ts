import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { installPackedPackages, type PackedInstallation } from "../../docs/testing/packed-installation.js";
import { root } from "../../tools/run-command.mjs";
import { buildBundle } from "./build-bundle.js";
import { heavyCells, quickCells } from "./bundler-cells.js";
import { publishWorkspace } from "./published-workspace.js";
import { startService } from "./running-service.js";

/** Installing from the registry and building with Next.js take minutes on a busy machine. */
const LIMIT_MS = 600_000;

const page = readFileSync(join(root, "docs/reference/bundlers.md"), "utf8");
const allCells = [...quickCells, ...heavyCells];
const cells = process.env["ROTOTO_TEST_BUNDLERS"] === "all" ? allCells : quickCells;

describe("the page of bundlers", () => {
  it.each(allCells)("shows the settings that are tested: $name", ({ documented }) => {
    expect(page).toContain(documented);
  });
});

describe("a service in a bundle", () => {
  let installation: PackedInstallation;
  beforeAll(async () => {
    installation = await installPackedPackages([...new Set(cells.flatMap(({ tools }) => tools))]);
    return installation.remove;
  }, LIMIT_MS);

  it.each(cells)(
    "answers from an archive and from Git, and follows a push: $name",
    async (cell) => {
      const published = await publishWorkspace();
      onTestFinished(() => published.close());
      published.publish(25);
      const bundle = await buildBundle(cell, installation.modules, published.source);
      onTestFinished(() => bundle.remove());
      const service = await startService(bundle, published.environment);
      onTestFinished(() => service.stop());

      const answer = (seats: number) => ({
        value: { seats },
        findings: [`large is ${seats}`],
        refused: "context-invalid",
      });
      expect(await service.ask("ask")).toMatchObject({ answers: [answer(25), answer(25)] });
      if (cell.hasEdge) expect(await service.ask("at-the-edge")).toEqual({ seats: 25 });
      published.publish(30);
      expect(await service.ask("refresh")).toEqual(["refreshed", "refreshed"]);
      expect(await service.ask("ask")).toEqual({
        answers: [answer(30), answer(30)],
        warnings: cell.hasThread ? [] : ["ROTOTO_NO_THREAD"],
      });
    },
    LIMIT_MS,
  );
});
