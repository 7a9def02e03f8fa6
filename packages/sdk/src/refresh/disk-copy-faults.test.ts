import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDiskCopy } from "./read-disk-copy.js";
import { bundledProgram } from "./testing/bundle-program.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { SOURCE_NAME, versionOf } from "./testing/versions.js";
import { writeDiskCopy } from "./write-disk-copy.js";

/** Writes the given files to the path in turn, without end. Tells when the first is written. */
const program = bundledProgram(
  ["write-disk-copy"],
  `
import { readFileSync } from "node:fs";
import { writeDiskCopy } from "./write-disk-copy.js";
const [path, ...files] = process.argv.slice(2);
const texts = files.map((file) => readFileSync(file));
try {
  for (let turn = 0; ; turn += 1) {
    await writeDiskCopy(path, texts[turn % texts.length]);
    if (turn === 0) process.stdout.write("written");
  }
} catch (error) {
  process.stdout.write(error.message);
}
`,
);

/** Snapshots of two versions, made large with white space so that writing one takes its time. */
async function writeSnapshots(directory: string): Promise<string[]> {
  const files: string[] = [];
  for (const number of [1, 2]) {
    const { snapshot } = await versionOf(number);
    const path = join(directory, `version-${number}`);
    writeFileSync(path, Buffer.concat([snapshot!, Buffer.alloc(400_000 * number, " ")]));
    files.push(path);
  }
  return files;
}

describe("a process that is killed while it writes the copy", () => {
  it("leaves the old copy or the new one, at any moment", { timeout: 120_000 }, async () => {
    const files = await writeSnapshots(temporaryDirectory());
    const directory = temporaryDirectory();
    const path = join(directory, "copy.json");
    const found = new Set<string>();
    let killedWhileWriting = 0;
    for (let kill = 0; kill < 60; kill += 1) {
      const child = spawn(process.execPath, [program.path, path, ...files], { stdio: ["ignore", "pipe", "inherit"] });
      await once(child.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      child.kill("SIGKILL");
      await once(child, "close");
      found.add((await readDiskCopy(path, SOURCE_NAME)).fingerprint);
      const names = readdirSync(directory);
      // At most what this process left: the next write removes it.
      expect(names.length).toBeLessThanOrEqual(2);
      killedWhileWriting += names.length - 1;
    }
    expect(found).toEqual(new Set(["git:1", "git:2"]));
    expect(killedWhileWriting).toBeGreaterThan(0);
    await writeDiskCopy(path, "last");
    expect(readdirSync(directory)).toEqual(["copy.json"]);
  });

  it("keeps the old copy when there is no room for the new one", async () => {
    const [small, large] = await writeSnapshots(temporaryDirectory());
    const directory = temporaryDirectory();
    const path = join(directory, "copy.json");
    // A file size that the system refuses, in blocks of 512 or 1024 bytes: between the two.
    const limited = ["-c", `ulimit -f 700; exec "$0" "$@"`, process.execPath, program.path, path, small!, large!];
    const child = spawn("bash", limited, { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    child.stdout.on("data", (text) => (printed += String(text)));
    await once(child, "close");
    expect(printed).toMatch(/^written.*EFBIG/);
    expect((await readDiskCopy(path, SOURCE_NAME)).fingerprint).toBe("git:1");
    expect(readdirSync(directory)).toEqual(["copy.json"]);
  });
});
