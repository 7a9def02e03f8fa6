import { chmodSync, chownSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { readDiskCopy } from "./read-disk-copy.js";
import { temporaryDirectory } from "./testing/temporary-directory.js";
import { SOURCE_NAME, versionOf } from "./testing/versions.js";
import { writeDiskCopy } from "./write-disk-copy.js";

const version = await versionOf(1);

async function writtenCopy(): Promise<string> {
  const path = join(temporaryDirectory(), "copy.json");
  await writeDiskCopy(path, version.snapshot!);
  return path;
}

describe("readDiskCopy", () => {
  it("gives the version that was written", async () => {
    const { fingerprint, source, workspace } = await readDiskCopy(await writtenCopy(), SOURCE_NAME);
    expect({ fingerprint, source, workspace }).toEqual({
      fingerprint: version.fingerprint,
      source: SOURCE_NAME,
      workspace: version.compiled,
    });
  });

  it("refuses the copy of another source", async () => {
    await expect(readDiskCopy(await writtenCopy(), "/srv/config")).rejects.toMatchObject({
      code: "snapshot-invalid",
      message: expect.stringContaining(
        `it is that of another source, ${SOURCE_NAME}; give each source a disk copy`,
      ) as string,
    });
  });

  it("says what is wrong in the file, and nothing about building another", async () => {
    const path = join(temporaryDirectory(), "copy.json");
    for (const [text, problem] of [
      ["{", "it is damaged, cut off or not JSON at all"],
      ["{}", "it is not a rototo snapshot"],
      [
        '{ "format": "rototo-snapshot", "format_version": "9.0" }',
        "a newer rototo wrote format 9.x, and this one reads 1.x",
      ],
    ] as const) {
      writeFileSync(path, text, { mode: 0o600 });
      await expect(readDiskCopy(path, SOURCE_NAME)).rejects.toMatchObject({
        code: "snapshot-invalid",
        message: `the copy on disk, ${path}, cannot be used: ${problem}; the next version that the source gives replaces it`,
        details: { diskCopy: path },
      });
    }
  });

  it("shows no credential, be it that of another source", async () => {
    const name = "https://ada:hunter2@example.com/x.tar.gz?sig=hunter2";
    const path = join(temporaryDirectory(), "copy.json");
    await writeDiskCopy(path, (await versionOf(1, { name })).snapshot!);
    expect(readFileSync(path, "utf8")).not.toContain("hunter2");
    expect((await readDiskCopy(path, name)).fingerprint).toBe("git:1");
    writeFileSync(path, readFileSync(path, "utf8").replace("https://example.com/x.tar.gz?sig=***", name));
    expect(readFileSync(path, "utf8")).toContain("hunter2");
    const error: unknown = await readDiskCopy(path, SOURCE_NAME).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "snapshot-invalid",
      message: expect.stringContaining("example.com") as string,
    });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("hunter2");
  });

  it("refuses a copy that is cut off anywhere", async () => {
    const path = await writtenCopy();
    // Without its line feed it is still whole.
    for (let size = version.snapshot!.length - 2; size >= 0; size -= 97) {
      truncateSync(path, size);
      await expect(readDiskCopy(path, SOURCE_NAME)).rejects.toMatchObject({ code: "snapshot-invalid" });
    }
  });

  it("refuses a copy with another content than it was written with", async () => {
    const path = await writtenCopy();
    const text = Buffer.from(version.snapshot!).toString();
    writeFileSync(path, text.replace(`"value":1`, `"value":9`));
    await expect(readDiskCopy(path, SOURCE_NAME)).rejects.toMatchObject({ code: "snapshot-invalid" });
  });

  it.each([0o660, 0o606])("refuses a copy that others can write to: mode %o", async (mode) => {
    const path = await writtenCopy();
    chmodSync(path, mode);
    await expect(readDiskCopy(path, SOURCE_NAME)).rejects.toMatchObject({
      code: "source-unsafe",
      message: expect.stringContaining(`the copy on disk, ${path}, is not used: it can be written to by`) as string,
    });
  });

  it.each([
    [0o777, "every user"],
    [0o770, "its group"],
  ])("refuses a folder that others can write to, for writing too: mode %o", async (mode, whom) => {
    const path = await writtenCopy();
    chmodSync(join(path, ".."), mode);
    const refusal = {
      code: "source-unsafe",
      message: expect.stringContaining(`can be written to by ${whom}: chmod go-w it, or name one below it`) as string,
    };
    await expect(readDiskCopy(path, SOURCE_NAME)).rejects.toMatchObject(refusal);
    await expect(writeDiskCopy(path, version.snapshot!)).rejects.toMatchObject(refusal);
    const below = join(path, "../below/copy.json");
    await writeDiskCopy(below, version.snapshot!);
    expect((await readDiskCopy(below, SOURCE_NAME)).fingerprint).toBe(version.fingerprint);
  });

  it("takes a folder like /tmp, where nobody can replace what is another's", async () => {
    const path = await writtenCopy();
    chmodSync(join(path, ".."), 0o1777);
    expect((await readDiskCopy(path, SOURCE_NAME)).fingerprint).toBe(version.fingerprint);
  });

  it.runIf(process.geteuid?.() === 0)("refuses the copy or folder of another user", async () => {
    const path = await writtenCopy();
    for (const foreign of [path, join(path, "..")]) {
      chownSync(foreign, 1234, 1234);
      await expect(readDiskCopy(path, SOURCE_NAME)).rejects.toMatchObject({
        code: "source-unsafe",
        message: expect.stringContaining("belongs to another user (uid 1234)") as string,
      });
      chownSync(foreign, 0, 0);
    }
  });

  it("says that there is none, or that it cannot be read", async () => {
    const directory = temporaryDirectory();
    await expect(readDiskCopy(join(directory, "copy.json"), SOURCE_NAME)).rejects.toMatchObject({
      code: "source-unavailable",
      message: `the copy on disk, ${join(directory, "copy.json")}, cannot be used: there is none yet; one is written once the source has answered`,
    });
    mkdirSync(join(directory, "folder"));
    await expect(readDiskCopy(join(directory, "folder"), SOURCE_NAME)).rejects.toMatchObject({
      code: "source-unavailable",
      message: `the copy on disk, ${join(directory, "folder")}, cannot be used: illegal operation on a directory (EISDIR); let this user read it, or name another file with diskCopy`,
    });
  });
});
