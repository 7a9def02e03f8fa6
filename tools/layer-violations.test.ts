import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findFolderViolations, findPackageViolations } from "./layer-violations.mjs";
import type { LayerPlan } from "./layers.mjs";

const trees: string[] = [];

function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "rototo-layers-"));
  trees.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

afterEach(() => {
  for (const root of trees.splice(0)) rmSync(root, { recursive: true });
});

describe("folders of core", () => {
  const plan: LayerPlan = {
    root: "src",
    layers: {
      words: { imports: [], libraries: [] },
      read: { imports: ["words"] },
      judge: { imports: ["words", "read"] },
      answer: { imports: ["words"], types: ["judge"], libraries: [] },
    },
  };

  it("names the right home of code that reaches up", () => {
    const root = tree({ "src/read/a.ts": `import { x } from "../words/x.js";\nimport { b } from "../judge/b.js";\n` });
    expect(findFolderViolations(root, plan)).toEqual([
      "src/read/a.ts:2 imports ../judge/b.js: read may not build on judge. " +
        "Right home of this code: src/judge; or move what it needs down to read or words, which both may import.",
    ]);
  });

  it.each([
    ["a re-export", `export * from "../judge/b.js";`],
    ["a type import", `import type { B } from "../judge/b.js";`],
    ["an import() type", `export type B = import("../judge/b.js").B;`],
    ["a dynamic import", `export const b = () => import("../judge/b.js");`],
  ])("sees %s", (_, text) => {
    expect(findFolderViolations(tree({ "src/read/a.ts": text }), plan)).toHaveLength(1);
  });

  it("lets types pass where only types may", () => {
    const types = tree({ "src/answer/a.ts": `import type { B } from "../judge/b.js";` });
    const values = tree({ "src/answer/a.ts": `import { type B } from "../judge/b.js";` });
    expect(findFolderViolations(types, plan)).toEqual([]);
    expect(findFolderViolations(values, plan)).toEqual([expect.stringContaining("use import type")]);
  });

  it("keeps libraries out of folders that stay free of them", () => {
    const root = tree({ "src/words/a.ts": `import x from "x";`, "src/read/a.ts": `import x from "x";` });
    expect(findFolderViolations(root, plan)).toEqual([expect.stringContaining("src/words/a.ts:1 imports x")]);
  });

  it("asks for the place of a new folder", () => {
    expect(findFolderViolations(tree({ "src/new/a.ts": "" }), plan)).toEqual([
      "src/new has no place yet: give it one in tools/layers.mjs.",
    ]);
  });

  it("leaves tests and the files directly in the root free", () => {
    const root = tree({
      "src/story.ts": `import "./judge/b.js";`,
      "src/read/a.test.ts": `import "../judge/b.js";`,
      "src/read/testing/a.ts": `import "../../judge/b.js";`,
    });
    expect(findFolderViolations(root, plan)).toEqual([]);
  });
});

describe("packages", () => {
  const plan = { core: [], sources: ["core"], cli: ["core", "sources"] };

  it("names the package that may import both", () => {
    const root = tree({ "packages/core/src/a.ts": `import { load } from "@rototo/sources/git";` });
    expect(findPackageViolations(root, plan)).toEqual([
      "packages/core/src/a.ts:1 imports @rototo/sources: core may import none of our packages. " +
        "Right home: packages/sources, which may import both; or pass what is needed in as a value.",
    ]);
  });

  it("sees a manifest and a path that leaves the package", () => {
    const root = tree({
      "packages/core/package.json": `{ "devDependencies": { "@rototo/cli": "workspace:*" } }`,
      "packages/sources/src/a.ts": `import "../../cli/src/index.js";`,
      "packages/cli/src/a.ts": `import "@rototo/core"; import "./b.js";`,
    });
    expect(findPackageViolations(root, plan)).toEqual([
      expect.stringContaining("packages/core/package.json imports @rototo/cli"),
      expect.stringContaining("packages/sources/src/a.ts:1 imports @rototo/cli"),
    ]);
  });

  it("lets tests, and only them, import what tests share", () => {
    const root = tree({
      "packages/core/src/a.test.ts": `import { git } from "@rototo/test-support/git-sandbox";`,
      "packages/core/src/a.ts": `import { git } from "@rototo/test-support/git-sandbox";`,
    });
    expect(findPackageViolations(root, plan)).toEqual([expect.stringContaining("packages/core/src/a.ts:1 imports")]);
  });

  it("asks for the place of a new package", () => {
    expect(findPackageViolations(tree({ "packages/new/src/a.ts": "" }), plan)).toHaveLength(1);
  });
});
