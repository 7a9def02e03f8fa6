import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coreLayers, packageLayers } from "../tools/layers.mjs";
import { root } from "../tools/run-command.mjs";

const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

describe("ARCHITECTURE.md", () => {
  it("lists the packages that there are, in the order of the layer plan", () => {
    const packages = Object.keys(packageLayers).filter((name) => existsSync(join(root, "packages", name)));
    expect(foldersIn("## Packages")).toEqual(packages);
  });

  it("lists the folders of core, in the order of the layer plan", () => {
    expect(foldersIn("## Folders of core")).toEqual(Object.keys(coreLayers.layers));
  });
});

/** The first cells of the table below a heading: links with the folder's name as their text. */
function foldersIn(heading: string): readonly string[] {
  const section = page.slice(page.indexOf(`\n${heading}\n`) + 1).split(/\n## /, 1)[0] ?? "";
  return [...section.matchAll(/^\| \[([a-z]+)\]/gm)].map(([, name = ""]) => name);
}
