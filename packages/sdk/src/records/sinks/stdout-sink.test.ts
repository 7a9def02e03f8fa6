import { execFileSync } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { EvaluationRecord } from "@rototo/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { builtProgram } from "../testing/built-program.js";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";

const startProgram = builtProgram();

/** The end to write to of a pipe that the operating system made; its reader reads nothing, or is gone. */
function pipeWithoutReader(reader: "idle" | "gone"): number {
  const path = join(temporaryDirectory(), "pipe");
  execFileSync("mkfifo", [path]);
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writing = openSync(path, constants.O_WRONLY);
  onTestFinished(() => closeSync(writing));
  if (reader === "gone") closeSync(reading);
  else onTestFinished(() => closeSync(reading));
  return writing;
}

describe("stdoutSink", () => {
  it.each([
    ["closes", { count: 10_000, closeWithinMs: 20_000 }],
    ["closes and exits at once", { count: 10_000, closeWithinMs: 20_000, exits: true }],
    ["ends without closing", { count: 10_000 }],
  ])("reaches the reader of a process that %s", async (_, plan) => {
    const { child, ended } = startProgram(plan, "pipe");
    const lines = (await text(child.stdout as NodeJS.ReadableStream)).trimEnd().split("\n");
    expect(await ended).toBe(0);
    const numbers = lines.map((line) => (JSON.parse(line) as EvaluationRecord).context.attributes["user.number"]);
    expect(numbers).toEqual(Array.from({ length: 10_000 }, (_element, index) => index));
  });

  it("fills only its queue while nobody reads, and closes by the deadline", async () => {
    const plan = { count: 20_000, queueLimit: 1000, closeWithinMs: 50, exits: true };
    const { report, ended } = startProgram(plan, pipeWithoutReader("idle"));
    const { made, written, dropped, failed, queued } = await report;
    expect(await ended).toBe(0);
    expect(made).toBe(20_000);
    expect(dropped).toBeGreaterThan(10_000);
    expect(failed).toBeGreaterThan(0);
    expect([written + dropped + failed, queued]).toEqual([made, 0]);
  });

  it("counts what nobody can read as failed, and leaves the process alone", async () => {
    const { report, ended } = startProgram({ count: 2000, closeWithinMs: 20_000 }, pipeWithoutReader("gone"));
    expect(await report).toMatchObject({ made: 2000, written: 0, failed: 2000, lastError: { code: "EPIPE" } });
    expect(await ended).toBe(0);
  });
});
