import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import { runInProcess } from "../../../packages/cli/src/testing/run-in-process.js";

const example = join(import.meta.dirname, "..");

/** The example as its `npm run build` leaves it, in a directory of its own and from the sources of this repository. */
export interface BuiltExample {
  readonly directory: string;
  remove(): void;
}

export async function buildExample(): Promise<BuiltExample> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "rototo-edge-worker-")));
  const snapshot = join(directory, "dist/config.snapshot.json");
  mkdirSync(join(directory, "dist"));
  symlinkSync(join(example, "node_modules"), join(directory, "node_modules"));
  copyFileSync(join(example, "worker.capnp"), join(directory, "worker.capnp"));
  copyFileSync(join(example, "tests/loopback.capnp"), join(directory, "loopback.capnp"));
  cpSync(join(example, "../llm-agent-config/config"), join(directory, "config"), { recursive: true });
  await buildSnapshot(directory, snapshot);
  await build({
    entryPoints: { worker: join(example, "src/worker.ts"), main: join(example, "src/main.ts") },
    outdir: join(directory, "dist"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    mainFields: ["module", "main"],
    conditions: ["@rototo/source"],
    external: ["node:*", "workerd"],
    plugins: [
      {
        name: "bundled-snapshot",
        setup(bundler) {
          bundler.onResolve({ filter: /\/config\.snapshot\.json$/ }, () => ({ path: snapshot }));
        },
      },
    ],
  });
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Builds the workspace in `directory`, as the example's `npm run snapshot` does. */
export async function buildSnapshot(directory: string, path: string): Promise<void> {
  const { status, stderr } = await runInProcess(["build", "./config", "--out", path], { cwd: directory });
  if (status !== 0) throw new Error(stderr);
}

export interface StartedWorker {
  /** By the name of its socket. */
  readonly urls: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

/** Starts the worker with the configuration of the tests: it fetches from `outbound`, a server's `host:port`. */
export async function startWorker(
  { directory }: BuiltExample,
  outbound: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<StartedWorker> {
  const { default: workerd } = createRequire(import.meta.url)("workerd") as { default: string };
  const program = spawn(
    workerd,
    ["serve", "loopback.capnp", `--external-addr=outbound=${outbound}`, "--control-fd=3"],
    {
      cwd: directory,
      stdio: ["ignore", "inherit", "inherit", "pipe"],
      env: {
        SNAPSHOT_URL: "https://snapshots.example/config.snapshot.json",
        ENVIRONMENT: "prod",
        MAX_AGE_MS: "1",
        ...variables,
      },
    },
  );
  killAfterTest(program);
  const urls: Record<string, string> = {};
  for await (const line of createInterface({ input: program.stdio[3] as Readable })) {
    const { socket = "", port } = JSON.parse(line) as { socket?: string; port?: number };
    urls[socket] = `http://127.0.0.1:${port}`;
    if (Object.keys(urls).length === 2) return { urls, stop: () => void program.kill("SIGKILL") };
  }
  throw new Error("workerd has ended");
}

export function killAfterTest(program: ChildProcess): void {
  onTestFinished(() => void program.kill("SIGKILL"));
}
