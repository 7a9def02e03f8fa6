import { execFileSync, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { MANIFEST } from "./temporary-workspace.js";

const VALUES = Array.from({ length: 150_000 }, (_, index) => `v${index} = ${index}`).join("\n");

/** A workspace with so many values that to lint them takes seconds of nothing but computing. */
export const SLOW_TO_LINT = {
  ...MANIFEST,
  "variables/a.toml": `schema_version = 1\ntype = "int"\n[resolve]\ndefault = "v0"\n[values]\n${VALUES}\n`,
};

/**
 * Waits until the process has computed for so long, in ms: longer than it takes to start.
 * Linux only.
 */
export async function hasComputed({ pid }: ChildProcess, ms: number): Promise<void> {
  const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
  for (;;) {
    // Behind the program's name, which is in parentheses, the twelfth field is its time in ticks.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    if ((Number(fields[11]) * 1_000) / ticksPerSecond >= ms) return;
    await setTimeout(20);
  }
}
