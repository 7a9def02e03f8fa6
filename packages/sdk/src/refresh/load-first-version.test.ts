import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { RototoError } from "@rototo/core";
import { describe, expect, it } from "vitest";
import { loadFirstVersion } from "./load-first-version.js";
import { HeldSource } from "./testing/held-source.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { versionOf } from "./testing/versions.js";
import { writeDiskCopy } from "./write-disk-copy.js";

const one = await versionOf(1);
const bundled = await versionOf(7, { name: "/app/config", fingerprint: "sha256:7" });
const outage = new RototoError("source-unavailable", "the source is away");
const invalid = new RototoError("workspace-invalid", "it has errors", { details: { diagnostics: [] } });
const { signal } = new AbortController();
const check = () => Promise.resolve();

async function diskCopyOf(snapshot: string | Uint8Array): Promise<string> {
  const path = join(temporaryDirectory(), "copy.json");
  await writeDiskCopy(path, snapshot);
  return path;
}

describe("loadFirstVersion", () => {
  it("takes the source's version and looks at nothing else", async () => {
    const diskCopy = await diskCopyOf("damaged");
    const fallback = new HeldSource(bundled);
    const first = await loadFirstVersion({ check, source: new HeldSource(one), diskCopy, fallback, signal });
    expect(first).toEqual({ version: one, origin: "source", lastError: undefined, diskCopyError: undefined });
    expect(fallback.attempts).toBe(0);
  });

  it.each([outage, invalid])("starts from the copy when the source fails with $code", async (error) => {
    const { snapshot, ...version } = one;
    const fallback = new HeldSource(bundled);
    const diskCopy = await diskCopyOf(snapshot!);
    const first = await loadFirstVersion({ check, source: new HeldSource(error), diskCopy, fallback, signal });
    expect(first).toEqual({ version, origin: "disk", lastError: error, diskCopyError: undefined });
    expect(fallback.attempts).toBe(0);
  });

  it("starts from the fallback when the copy is damaged, and says so", async () => {
    const diskCopy = await diskCopyOf("damaged");
    const fallback = new HeldSource(bundled);
    const first = await loadFirstVersion({ check, source: new HeldSource(outage), diskCopy, fallback, signal });
    expect(first).toMatchObject({ version: bundled, origin: "fallback", lastError: outage });
    expect(first.diskCopyError).toMatchObject({ code: "snapshot-invalid" });
  });

  it("names every failure when nothing can be loaded, with the code and details of the source's", async () => {
    const diskCopy = join(temporaryDirectory(), "copy.json");
    writeFileSync(diskCopy, "damaged");
    const fallback = new HeldSource(new RototoError("workspace-not-found", "no such directory"));
    const failure = loadFirstVersion({ check, source: new HeldSource(invalid), diskCopy, fallback, signal });
    await expect(failure).rejects.toMatchObject({
      code: "workspace-invalid",
      details: { diagnostics: [] },
      cause: invalid,
      message: expect.stringMatching(
        /^it has errors; the copy on disk cannot stand in: .*damaged.*; the fallback cannot stand in: no such directory$/,
      ) as string,
    });
  });

  it("fails as the source does when nothing could stand in", async () => {
    await expect(loadFirstVersion({ check, source: new HeldSource(outage), signal })).rejects.toBe(outage);
  });

  it("makes a RototoError of whatever a loader throws", async () => {
    const mistake = new TypeError("a mistake");
    await expect(loadFirstVersion({ check, source: new HeldSource(mistake), signal })).rejects.toMatchObject({
      code: "source-unavailable",
      cause: mistake,
    });
  });

  it("does not hide a wrong URI behind a copy", async () => {
    const wrong = new RototoError("source-invalid", "no such scheme");
    const diskCopy = await diskCopyOf(one.snapshot!);
    await expect(loadFirstVersion({ check, source: new HeldSource(wrong), diskCopy, signal })).rejects.toBe(wrong);
  });

  it("stops when it is aborted", async () => {
    const diskCopy = await diskCopyOf(one.snapshot!);
    const reason = new Error("the service stops");
    const aborted = AbortSignal.abort(reason);
    await expect(loadFirstVersion({ check, source: new HeldSource(one), diskCopy, signal: aborted })).rejects.toBe(
      reason,
    );
  });
});
