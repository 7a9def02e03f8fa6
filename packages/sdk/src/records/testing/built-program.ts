import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "tsup";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { SinkStatistics } from "../evaluation-sink.js";
import type { RecordingPlan } from "./recording-program.js";

const packageFolder = fileURLToPath(new URL("../../../", import.meta.url));

export interface StartedProgram {
  readonly child: ChildProcess;
  /** What the program said on standard error when it had done its plan. */
  readonly report: Promise<SinkStatistics & { readonly made: number }>;
  /** Exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Builds `recording-program.ts` for the tests of one file; the returned function starts it. */
export function builtProgram(): (plan: RecordingPlan, stdout: "pipe" | number) => StartedProgram {
  let folder = "";
  beforeAll(async () => {
    const cache = join(packageFolder, "node_modules/.cache");
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, "rototo-test-"));
    await build({
      config: false,
      silent: true,
      entry: { program: join(packageFolder, "src/records/testing/recording-program.ts") },
      outDir: folder,
      outExtension: () => ({ js: ".mjs" }),
      format: "esm",
      platform: "node",
      target: "node20",
      tsconfig: join(packageFolder, "tsconfig.json"),
      noExternal: [/./],
      esbuildOptions(options) {
        options.conditions = ["@rototo/source"];
      },
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (plan, stdout) => {
    const child = spawn(process.execPath, [join(folder, "program.mjs"), JSON.stringify(plan)], {
      stdio: ["pipe", stdout, "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const report = text(child.stderr as NodeJS.ReadableStream);
    return {
      child,
      report: report.then((json) => JSON.parse(json) as SinkStatistics & { readonly made: number }),
      ended: new Promise((resolve) => child.on("exit", (status, signal) => resolve(status ?? signal))),
    };
  };
}
