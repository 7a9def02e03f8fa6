import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { temporaryDirectory } from "@rototo/test-support/temporary-directory";
import type { SourceOptions } from "../../source-options.js";

/** What a load in a process of its own came to. */
export interface ChildLoad {
  /** Of the error, or of the loaded source's fingerprint's kind: `source-unsafe`, `http`, `sha256`. */
  readonly outcome: string;
  /** Largest resident set, in MiB, of the whole process. */
  readonly peakMebibytes: number;
  /** Names left in its folder for temporary files. */
  readonly leftBehind: readonly string[];
  /** Everything that it printed, in case that something did. */
  readonly printed: string;
}

export type LoadInChild = (
  url: string,
  options: Pick<SourceOptions, "token" | "certificateAuthorities" | "limits">,
  environment?: Readonly<Record<string, string>>,
) => Promise<ChildLoad>;

const PROGRAM = `
import { readFileSync } from "node:fs";
import { archiveAdapter } from "./archive-adapter.mjs";
const { url, options } = JSON.parse(process.argv[2]);
const source = { kind: "archive", url, subdirectory: undefined, name: "archive" };
const outcome = await archiveAdapter.load(source, options).then(
  ({ fingerprint }) => fingerprint.split(":", 1)[0],
  (error) => error.code ?? String(error.stack),
);
// The kernel's own mark where there is one: what getrusage says can be that of the parent.
let peak = process.resourceUsage().maxRSS;
try {
  peak = Number(/VmHWM:\\s+(\\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
} catch {}
process.send({ outcome, peakMebibytes: peak / 1024 });
process.disconnect();
`;

/**
 * Bundles the adapter, for a function that loads with it in a new process with
 * Node's default options. `remove` takes the bundle away again.
 */
export async function prepareLoadInChild(): Promise<{ readonly load: LoadInChild; readonly remove: () => void }> {
  const directory = mkdtempSync(join(tmpdir(), "rototo-bundle-"));
  writeFileSync(join(directory, "load.mjs"), PROGRAM);
  await build({
    entry: { "archive-adapter": new URL("../archive-adapter.ts", import.meta.url).pathname },
    outDir: directory,
    outExtension: () => ({ js: ".mjs" }),
    format: "esm",
    config: false,
    silent: true,
    noExternal: [/./],
    // What it bundles of CommonJS asks for Node's modules by require, which a module does not have.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    esbuildOptions(options) {
      options.conditions = ["@rototo/source"];
    },
  });
  const load: LoadInChild = async (url, options, environment = {}) => {
    const temporary = temporaryDirectory();
    const child = spawn(process.execPath, [join(directory, "load.mjs"), JSON.stringify({ url, options })], {
      env: { PATH: process.env["PATH"], TMPDIR: temporary, ...environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    let printed = "";
    child.stdout?.on("data", (text) => (printed += String(text)));
    child.stderr?.on("data", (text) => (printed += String(text)));
    const said: Pick<ChildLoad, "outcome" | "peakMebibytes">[] = [];
    child.on("message", (message) => said.push(message as (typeof said)[number]));
    await once(child, "close");
    const [result] = said;
    if (result === undefined) throw new Error(`the process said nothing, and printed: ${printed}`);
    return { ...result, leftBehind: readdirSync(temporary), printed };
  };
  return { load, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
