import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { expect, it } from "vitest";
import { root } from "../tools/run-command.mjs";

/** What is imported with `entry` before anything is called: its files, and their bytes together. */
async function importedAtOnce(entry: string): Promise<{ readonly files: readonly string[]; readonly bytes: number }> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, entry)],
    conditions: ["@rototo/source"],
    mainFields: ["module", "main"],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    outdir: "out",
    metafile: true,
    write: false,
  });
  const inputs = [...outputsAtOnce(metafile)].flatMap((output) =>
    Object.entries(metafile.outputs[output]?.inputs ?? {}),
  );
  return { files: inputs.map(([file]) => file), bytes: inputs.reduce((sum, [, part]) => sum + part.bytesInOutput, 0) };
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
  const { files, bytes } = await importedAtOnce(entry);
  expect(files).toContain(entry);
  expect(files.filter((file) => file.includes("node_modules"))).toEqual([]);
  expect(bytes).toBeLessThan(mostBytes);
});
