import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { RefreshingWorkspace } from "@rototo/sdk";
import { printTable } from "../print-table.mjs";
import { changeVariables, writeServiceWorkspace } from "./service-workspace.mjs";

const INSTANCES = 50;
const VARIABLES = 1_000;

const execute = promisify(execFile);

/**
 * What one commit costs a process in which many workspaces follow one repository, as
 * one for each tenant. Aim: less than 2.5 times the memory, and at most 6 threads more.
 */
export async function measureMany() {
  const directory = mkdtempSync(join(tmpdir(), "rototo-bench-"));
  const config = join(directory, "config");
  mkdirSync(config);
  writeServiceWorkspace(config, VARIABLES);
  const settings = ["user.name=Ada", "user.email=ada@example.com", "gc.auto=0"].flatMap((setting) => ["-c", setting]);
  const git = (...args) => execute("git", [...settings, ...args], { cwd: directory });
  const commit = async () => {
    await git("add", ".");
    await git("commit", "--quiet", "-m", "bench");
  };
  await git("init", "--quiet", "--initial-branch=main");
  await commit();
  const source = `git+file://${directory}#main:config`;
  const workspaces = await Promise.all(
    Array.from({ length: INSTANCES }, () => RefreshingWorkspace.load(source, { periodMs: false })),
  );
  try {
    globalThis.gc?.();
    const before = { rss: process.memoryUsage.rss(), threads: threads() };
    changeVariables(config, VARIABLES, [0], 2_000);
    await commit();
    let most = { rss: 0, threads: 0 };
    const sampling = setInterval(() => {
      most = { rss: Math.max(most.rss, process.memoryUsage.rss()), threads: Math.max(most.threads, threads()) };
    }, 5);
    const outcomes = await Promise.all(workspaces.map((workspace) => workspace.refreshNow()));
    clearInterval(sampling);
    if (outcomes.some((outcome) => outcome !== "refreshed")) throw new Error("the change is not served");
    const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(0);
    printTable([
      ["instances", "memory before, MB", "at most, MB", "factor", "threads before", "at most"],
      [
        INSTANCES,
        megabytes(before.rss),
        megabytes(most.rss),
        (most.rss / before.rss).toFixed(2),
        before.threads,
        most.threads,
      ],
    ]);
  } finally {
    await Promise.all(workspaces.map((workspace) => workspace.close()));
    rmSync(directory, { recursive: true, force: true });
  }
}

/** NaN elsewhere than on Linux. */
function threads() {
  try {
    return readdirSync("/proc/self/task").length;
  } catch {
    return NaN;
  }
}
