import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, defaultClientConditions, preview } from "vite";
import { runInProcess } from "../../../packages/cli/src/testing/run-in-process.js";

const app = join(import.meta.dirname, "..");

export interface ServedApp {
  readonly url: string;
  /** Where it is served from. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Builds the app as `npm run build` does, but from the sources of rototo and into a temporary folder, and serves it. */
export async function serveApp(): Promise<ServedApp> {
  const folder = mkdtempSync(join(tmpdir(), "rototo-browser-app-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  try {
    const { url, close } = await buildAndServe(folder);
    return { url, folder, close: () => close().finally(removeFolder) };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

async function buildAndServe(folder: string) {
  await build({
    root: app,
    logLevel: "warn",
    resolve: { conditions: ["@rototo/source", ...defaultClientConditions] },
    build: { outDir: folder, emptyOutDir: true },
  });
  for (const example of ["llm-agent-config", "account-limits"]) {
    const words = ["build", `../${example}/config`, "--out", join(folder, `${example}.snapshot.json`)];
    const { status, stderr } = await runInProcess(words, { cwd: app });
    if (status !== 0) throw new Error(stderr);
  }
  const server = await preview({
    root: app,
    logLevel: "warn",
    build: { outDir: folder },
    preview: { port: 0, host: "127.0.0.1" },
  });
  return { url: server.resolvedUrls?.local[0] ?? "", close: () => server.close() };
}
