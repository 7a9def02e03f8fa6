import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { compileWorkspace, lintWorkspace, prepareSnapshot, readWorkspace } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { loadSource, parseSource } from "@rototo/sources";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../tools/run-command.mjs";

const folder = mkdtempSync(join(tmpdir(), "rototo-weight-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles `entry` in parts, one for each time that something may be imported. */
async function bundle(entry: string, options: BuildOptions = {}): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, entry)],
    conditions: ["@rototo/source"],
    mainFields: ["module", "main"],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    outdir: folder,
    metafile: true,
    write: false,
    ...options,
  });
  return metafile as Metafile;
}

/** The output of the entry, and what it imports by statements, also through others. */
function outputsAtOnce({ outputs }: Metafile): ReadonlySet<string> {
  const reached = new Set(Object.keys(outputs).filter((output) => output.endsWith("/index.js")));
  // A set goes on to what is added while it is gone through.
  for (const output of reached) {
    for (const { path, kind, external } of outputs[output]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) reached.add(path);
    }
  }
  return reached;
}

it.each([
  ["packages/sdk/src/index.ts", 100_000],
  ["packages/edge/src/index.ts", 100_000],
])("importing %s loads no library before it is needed", async (entry, mostBytes) => {
  const metafile = await bundle(entry);
  const inputs = [...outputsAtOnce(metafile)].flatMap((output) =>
    Object.entries(metafile.outputs[output]?.inputs ?? {}),
  );
  const files = inputs.map(([file]) => file);
  expect(files).toContain(entry);
  expect(files.filter((file) => file.includes("node_modules"))).toEqual([]);
  expect(inputs.reduce((sum, [, part]) => sum + part.bytesInOutput, 0)).toBeLessThan(mostBytes);
});

describe("a first answer by the SDK reads", () => {
  const plain = join(root, "bench/start/without-schema");
  const tutorial = join(root, "examples/llm-agent-config/config");
  let metafile: Metafile;
  beforeAll(async () => {
    const banner = { js: "globalThis.partsRead?.push(import.meta.url);" };
    metafile = await bundle("packages/sdk/src/index.ts", { banner, write: true });
  });

  /** What of `files` is read until `source` has answered, sorted: libraries by name, and folders of core. */
  function readFor(source: string, load: string): readonly string[] {
    const program = `
      globalThis.partsRead = [];
      const sdk = await import(${JSON.stringify(join(folder, "index.js"))});
      const workspace = await sdk.${load}.load(${JSON.stringify(source)}, { customLint: false });
      const [{ id }] = workspace.current?.inspect().variables ?? workspace.inspect().variables;
      workspace.resolveVariable(id, "prod", { account: { plan: "free", seats: 20 } });
      await workspace.close();
      console.log(JSON.stringify(partsRead));`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
    const read = new Set((JSON.parse(printed) as string[]).map((url) => basename(url)));
    const parts = Object.entries(metafile.outputs).filter(([output]) => read.has(basename(output)));
    return [...new Set(parts.flatMap(([, { inputs }]) => Object.keys(inputs).flatMap(nameOf)))].sort();
  }

  function nameOf(file: string): string[] {
    const [, library] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
    if (library !== undefined) return [library];
    return /^packages\/core\/src\/(lint|pattern|schema\/ajv)\//.exec(file)?.slice(1) ?? [];
  }

  const FILES = [
    ...["@eslint-community/regexpp", "eslint-visitor-keys", "jsonc-parser", "lint", "pattern", "smol-toml"],
    "toml-eslint-parser",
  ];
  const AJV = ["ajv", "fast-deep-equal", "fast-uri", "json-schema-traverse", "schema/ajv"];

  it.each(["Workspace", "RefreshingWorkspace"])("what it needs and no more, with a %s", async (load) => {
    expect(readFor(await snapshotOf(plain), load)).toEqual([]);
    expect(readFor(plain, load)).toEqual(FILES);
    expect(readFor(tutorial, load)).toEqual([...FILES, ...AJV].sort());
  });
});

/** A snapshot of the workspace in `directory`, in a file. */
async function snapshotOf(directory: string): Promise<string> {
  const { documents } = await loadSource(parseSource(directory, { cwd: root }));
  const { accepted } = lintWorkspace(readWorkspace(documents), { schemaEngine: ajvEngine });
  if (accepted === undefined) throw new Error(`${directory} has errors`);
  const prepared = prepareSnapshot({
    source: "./config",
    fingerprint: "git:0123",
    workspace: compileWorkspace(accepted),
  });
  const path = join(folder, "plain.snapshot.json");
  writeFileSync(path, prepared.write(hash("sha256", prepared.content, "hex")));
  return path;
}
