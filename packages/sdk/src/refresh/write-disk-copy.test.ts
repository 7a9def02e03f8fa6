import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "./testing/temporary-directory.js";
import { writeDiskCopy } from "./write-disk-copy.js";

/** The id of a process that has ended. */
const endedProcess = () => spawnSync(process.execPath, ["--version"]).pid;

describe("writeDiskCopy", () => {
  it("makes the file and its folder, and replaces it whole, for the owner's eyes only", async () => {
    const path = join(temporaryDirectory(), "state", "copy.json");
    await writeDiskCopy(path, "a longer first text");
    await writeDiskCopy(path, new TextEncoder().encode("Zoë 😀"));
    expect(readFileSync(path, "utf8")).toBe("Zoë 😀");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, ".."))).toEqual(["copy.json"]);
  });

  it("narrows the mode of a file that was there", async () => {
    const path = join(temporaryDirectory(), "copy.json");
    writeFileSync(path, "old", { mode: 0o644 });
    await writeDiskCopy(path, "new");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("replaces a link and leaves alone what it points to", async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "other"), "other");
    symlinkSync("other", join(directory, "copy.json"));
    await writeDiskCopy(join(directory, "copy.json"), "new");
    expect(readFileSync(join(directory, "other"), "utf8")).toBe("other");
    expect(readFileSync(join(directory, "copy.json"), "utf8")).toBe("new");
  });

  it("removes what ended processes have left, and nothing else", async () => {
    const directory = temporaryDirectory();
    const path = join(directory, "copy.json");
    const abandoned = `copy.json.${endedProcess()}-0123abcd.tmp`;
    // A process of another container had this one's id.
    const sameId = `copy.json.${process.pid}-0123abcd.tmp`;
    const ofOthers = [
      `copy.json.${process.ppid}-0123abcd.tmp`,
      `copy.json.${endedProcess()}-0123abcd`,
      `other.json.${endedProcess()}-0123abcd.tmp`,
      "copy.json.backup.tmp",
    ];
    for (const name of [abandoned, sameId, ...ofOthers]) writeFileSync(join(directory, name), "");
    await writeDiskCopy(path, "new");
    expect(readdirSync(directory).sort()).toEqual(["copy.json", ...ofOthers].sort());
  });

  it("can be called many times at once", async () => {
    const path = join(temporaryDirectory(), "copy.json");
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));
    await Promise.all(texts.map((text) => writeDiskCopy(path, text)));
    expect(texts).toContain(readFileSync(path, "utf8"));
    expect(readdirSync(join(path, ".."))).toEqual([basename(path)]);
  });

  it("says why it cannot write, and leaves nothing behind", async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, "copy.json/full"), { recursive: true });
    await expect(writeDiskCopy(join(directory, "copy.json"), "new")).rejects.toThrow(
      /^the copy on disk, \S+copy\.json, cannot be written: illegal operation on a directory \(EISDIR\); see that its folder has room/,
    );
    expect(readdirSync(directory)).toEqual(["copy.json"]);
    writeFileSync(join(directory, "file"), "");
    await expect(writeDiskCopy(join(directory, "file/copy.json"), "new")).rejects.toThrow("EEXIST");
  });
});
