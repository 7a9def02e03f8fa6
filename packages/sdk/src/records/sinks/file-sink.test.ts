import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import type { EvaluationRecord } from "@rototo/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { SinkQueue } from "../sink-queue.js";
import { builtProgram } from "../testing/built-program.js";
import { sampleRecord, sampleRecords } from "../testing/sample-record.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import { fileSink, type FileSink } from "./file-sink.js";

const startProgram = builtProgram();

function readRecords(...paths: string[]): EvaluationRecord[] {
  const lines = paths.flatMap((path) => readFileSync(path, "utf8").split("\n"));
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as EvaluationRecord);
}

function closedAfterTest(sink: FileSink): FileSink {
  onTestFinished(async () => sink.close?.());
  return sink;
}

function hasRecords(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}

describe("fileSink", () => {
  it("appends lines to what is there, and keeps the file's rights", async () => {
    const path = join(temporaryDirectory(), "records.ndjson");
    writeFileSync(path, `${JSON.stringify(sampleRecord("old"))}\n`, { mode: 0o640 });
    const sink = closedAfterTest(fileSink(path));
    await sink.write(sampleRecords(1000));
    expect(readRecords(path)).toEqual([sampleRecord("old"), ...sampleRecords(1000)]);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it("makes the file for its owner only", async () => {
    const path = join(temporaryDirectory(), "records.ndjson");
    const sink = closedAfterTest(fileSink(path));
    expect(existsSync(path)).toBe(false);
    await sink.write(sampleRecords(1));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("puts the next record on a line of its own where the last one was cut off", async () => {
    const path = join(temporaryDirectory(), "records.ndjson");
    writeFileSync(path, `{"schema_version":1,"time`);
    const sink = closedAfterTest(fileSink(path));
    await sink.write(sampleRecords(2));
    const [torn, ...whole] = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(torn).toBe(`{"schema_version":1,"time`);
    expect(whole.map((line): unknown => JSON.parse(line))).toEqual(sampleRecords(2));
  });

  it("fails while the directory is missing, and writes once it is there", async () => {
    const directory = join(temporaryDirectory(), "logs");
    const path = join(directory, "records.ndjson");
    const queue = new SinkQueue(closedAfterTest(fileSink(path)), 10);
    queue.offer(sampleRecord(1));
    await queue.drained();
    expect(queue.statistics()).toMatchObject({ failed: 1, lastError: { code: "ENOENT" } });
    mkdirSync(directory);
    queue.offer(sampleRecord(2));
    await queue.drained();
    expect(queue.statistics()).toMatchObject({ written: 1, failed: 1 });
    expect(readRecords(path)).toEqual([sampleRecord(2)]);
  });

  it.runIf(existsSync("/dev/full"))("fails while the disk is full, and opens the path anew afterwards", async () => {
    const path = join(temporaryDirectory(), "records.ndjson");
    symlinkSync("/dev/full", path);
    const queue = new SinkQueue(closedAfterTest(fileSink(path)), 10);
    queue.offer(sampleRecord(1));
    await queue.drained();
    expect(queue.statistics()).toMatchObject({ failed: 1, lastError: { code: "ENOSPC" } });
    unlinkSync(path);
    queue.offer(sampleRecord(2));
    await queue.drained();
    expect(readRecords(path)).toEqual([sampleRecord(2)]);
  });

  it("fails where the path is a directory", async () => {
    const sink = closedAfterTest(fileSink(temporaryDirectory()));
    await expect(sink.write(sampleRecords(1))).rejects.toMatchObject({ code: "EISDIR" });
  });

  it("loses and tears no record when the file is renamed and reopened again and again", async () => {
    const directory = temporaryDirectory();
    const path = join(directory, "records.ndjson");
    const sink = fileSink(path);
    const queue = new SinkQueue(sink, 10_000);
    const records = sampleRecords(9000);
    const rotated: string[] = [];
    for (const [index, record] of records.entries()) {
      queue.offer(record);
      if (index % 900 !== 450) continue;
      // Most of the batches are still to be written then.
      await until(() => hasRecords(path));
      const old = join(directory, `records.${rotated.length}.ndjson`);
      renameSync(path, old);
      rotated.push(old);
      sink.reopen();
    }
    await queue.close(delay(20_000, undefined, { ref: false }));
    expect(queue.statistics()).toMatchObject({ written: 9000, dropped: 0, failed: 0 });
    expect(rotated).toHaveLength(10);
    expect(readRecords(...rotated, path)).toEqual(records);
  });

  it("is rotated by rename and signal, in a process that records all the while", async () => {
    const directory = temporaryDirectory();
    const path = join(directory, "records.ndjson");
    const { child, report, ended } = startProgram({ file: path, reopenOn: "SIGHUP", closeWithinMs: 20_000 }, "pipe");
    const rotated: string[] = [];
    for (const name of ["first", "second", "third"]) {
      await until(() => hasRecords(path));
      const old = join(directory, name);
      renameSync(path, old);
      child.kill("SIGHUP");
      rotated.push(old);
    }
    await until(() => hasRecords(path));
    child.stdin?.end();
    const { made, written, dropped, failed } = await report;
    expect(await ended).toBe(0);
    expect([failed, written + dropped]).toEqual([0, made]);
    const numbers = readRecords(...rotated, path).map(({ context }) => context.attributes["user.number"]);
    expect(numbers).toHaveLength(written);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => Number(a) - Number(b)));
  });

  it("no longer listens to the signal once it is closed", async () => {
    const before = process.listenerCount("SIGUSR2");
    const sink = fileSink(join(temporaryDirectory(), "records.ndjson"), { reopenOn: "SIGUSR2" });
    expect(process.listenerCount("SIGUSR2")).toBe(before + 1);
    await sink.close?.();
    expect(process.listenerCount("SIGUSR2")).toBe(before);
  });

  it("reaches the file when the process ends without closing", async () => {
    const path = join(temporaryDirectory(), "records.ndjson");
    const { ended } = startProgram({ file: path, count: 1000 }, "pipe");
    expect(await ended).toBe(0);
    expect(readRecords(path)).toHaveLength(1000);
  });
});
