import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../tools/run-command.mjs";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ["))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const packages = readdirSync(join(root, "packages"));

describe("the list of dependencies", () => {
  it("names what the packages install and bundle, with the version, and nothing else", () => {
    const listed = rows.map(([link = "", version, folder, how]) => [packageOf(link), version, folder, how].join(" "));
    const needed = packages.flatMap((name) => [...installedBy(name), ...expectedBy(name), ...bundledInto(name)]);
    expect(listed.sort()).toEqual(needed.sort());
  });

  it("gives licence, size, age and reason of each", () => {
    const shapes = [/^[\w.-]+$/, /^\d+ kB$/, /^20\d\d$/, /^[A-Z`].{20,}\.$/];
    const incomplete = rows.filter((row) => {
      const facts = row.slice(4);
      return facts.length !== shapes.length || !shapes.every((shape, index) => shape.test(facts[index] ?? ""));
    });
    expect(incomplete).toEqual([]);
  });
});

/** The name in a link to the package's page. */
function packageOf(link: string): string {
  return (
    /^\[([^\]]+)\]\(https:\/\/www\.npmjs\.com\/package\/\1\)$/.exec(link)?.[1] ?? `not a link to a package: ${link}`
  );
}

function installedBy(name: string): readonly string[] {
  return Object.entries(readManifest(name).dependencies ?? {})
    .filter(([dependency]) => isForeign(dependency))
    .map(([dependency, version]) => `${dependency} ${version} ${name} installed`);
}

/** What the application has to bring. */
function expectedBy(name: string): readonly string[] {
  return Object.entries(readManifest(name).peerDependencies ?? {}).map(
    ([dependency, range]) => `${dependency} ${range} ${name} peer`,
  );
}

/** What a package's sources import although it is only there for development, so that the build takes it in. */
function bundledInto(name: string): readonly string[] {
  const imported = importsOf(join(root, "packages", name, "src"));
  const { devDependencies = {}, peerDependencies = {} } = readManifest(name);
  return Object.entries(devDependencies)
    .filter(([dependency]) => isForeign(dependency) && imported.has(dependency) && !(dependency in peerDependencies))
    .map(([dependency, version]) => `${dependency} ${version} ${name} bundled`);
}

function importsOf(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.[jt]s$/.test(file) && !file.endsWith(".test.ts") && !/(^|\/)testing\//.test(file),
  );
  return new Set(
    files.flatMap((file) =>
      [
        ...readFileSync(join(folder, file), "utf8").matchAll(
          /(?:from |import\(|import )"((?:@[^/"]+\/)?[^./"][^/"]*)/g,
        ),
      ].map(([, specifier = ""]) => specifier),
    ),
  );
}

function isForeign(dependency: string): boolean {
  return !dependency.startsWith("@rototo/");
}

function readManifest(name: string): Manifest {
  return JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")) as Manifest;
}
