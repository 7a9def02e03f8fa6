import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RototoError } from "@rototo/core";
import { describe, expect, it, vi } from "vitest";
import { DiskCopyKeeper } from "./disk-copy-keeper.js";
import { readDiskCopy } from "./read-disk-copy.js";
import { collectWarnings } from "./testing/collect-warnings.js";
import { startLoop } from "./testing/start-loop.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { SOURCE_NAME, versionOf } from "./testing/versions.js";

const one = await versionOf(1);
const two = await versionOf(2);
const outage = new RototoError("source-unavailable", "the source is away");

describe("DiskCopyKeeper", () => {
  it("writes one at a time, and the newest last", async () => {
    const path = join(temporaryDirectory(), "copy.json");
    const reports: (Error | undefined)[] = [];
    const keeper = new DiskCopyKeeper(path, (error) => reports.push(error));
    for (let number = 0; number < 100; number += 1) keeper.keep(Buffer.from(String(number)));
    await keeper.idle();
    expect(readFileSync(path, "utf8")).toBe("99");
    // The first, which began at once, and the newest.
    expect(reports).toEqual([undefined, undefined]);
    keeper.retry();
    await keeper.idle();
    expect(reports).toHaveLength(2);
  });

  it("tries again only what could not be written", async () => {
    const path = join(temporaryDirectory(), "copy.json");
    mkdirSync(path);
    const reports: (Error | undefined)[] = [];
    const keeper = new DiskCopyKeeper(path, (error) => reports.push(error));
    keeper.keep(Buffer.from("first"));
    await keeper.idle();
    expect(reports).toEqual([expect.any(Error)]);
    rmdirSync(path);
    keeper.retry();
    await keeper.idle();
    expect(readFileSync(path, "utf8")).toBe("first");
    expect(reports).toEqual([expect.any(Error), undefined]);
  });
});

describe("the copy of a service", () => {
  it("is there after the start, and follows each refresh", async () => {
    const diskCopy = join(temporaryDirectory(), "copy.json");
    const { loop, source } = startLoop(one, { diskCopy });
    await vi.waitFor(() => readDiskCopy(diskCopy, SOURCE_NAME));
    source.held = two;
    await loop.refreshNow();
    await loop.close();
    expect((await readDiskCopy(diskCopy, SOURCE_NAME)).fingerprint).toBe("git:2");
    expect(loop.status().diskCopyError).toBeUndefined();
  });

  it("is not written from a start without the source", async () => {
    const diskCopy = join(temporaryDirectory(), "copy.json");
    const { snapshot: _snapshot, ...version } = one;
    const first = { version, origin: "fallback", lastError: outage, diskCopyError: undefined } as const;
    const { loop } = startLoop(one, { diskCopy, first });
    await loop.close();
    expect(readdirSync(join(diskCopy, ".."))).toEqual([]);
  });

  it("fails no refresh when it cannot be written, says so once, and is written when it can be", async () => {
    const warnings = collectWarnings();
    const diskCopy = join(temporaryDirectory(), "copy.json");
    mkdirSync(diskCopy);
    const { loop, source, served, events } = startLoop(one, { diskCopy });
    await vi.waitFor(() => expect(loop.status().diskCopyError).toBeDefined());
    const { diskCopyError } = loop.status();
    source.held = two;
    expect(await loop.refreshNow()).toBe("refreshed");
    await vi.waitFor(() => expect(loop.status().diskCopyError).not.toBe(diskCopyError));
    expect(loop.status()).toMatchObject({ consecutiveFailures: 0, lastError: undefined });
    expect(loop.status().diskCopyError?.message).toContain(diskCopy);
    rmdirSync(diskCopy);
    expect(await loop.refreshNow()).toBe("unchanged");
    await vi.waitFor(() => expect(loop.status().diskCopyError).toBeUndefined());
    expect((await readDiskCopy(diskCopy, SOURCE_NAME)).fingerprint).toBe("git:2");
    expect({ served, events }).toEqual({ served: ["git:2"], events: ["refreshed", "unchanged"] });
    expect(warnings.map(({ code }) => code)).toEqual(["ROTOTO_DISK_COPY"]);
  });

  it("is said to be damaged when a start had to do without it", async () => {
    const warnings = collectWarnings();
    const diskCopy = join(temporaryDirectory(), "copy.json");
    writeFileSync(diskCopy, "{");
    const diskCopyError = await readDiskCopy(diskCopy, SOURCE_NAME).then(
      () => undefined,
      (error: unknown) => error as RototoError,
    );
    const { snapshot: _snapshot, ...version } = one;
    const first = { version, origin: "fallback", lastError: outage, diskCopyError } as const;
    const { loop, source } = startLoop(one, { diskCopy, first });
    expect(loop.status()).toMatchObject({ origin: "fallback", diskCopyError });
    source.held = two;
    await loop.refreshNow();
    await vi.waitFor(() => expect(loop.status().diskCopyError).toBeUndefined());
    expect((await readDiskCopy(diskCopy, SOURCE_NAME)).fingerprint).toBe("git:2");
    expect(warnings.map(({ code, message }) => ({ code, message }))).toEqual([
      { code: "ROTOTO_DISK_COPY", message: diskCopyError?.message },
    ]);
  });
});
