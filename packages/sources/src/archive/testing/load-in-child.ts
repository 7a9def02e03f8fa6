import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { sourceProgram } from "../../testing/source-program.js";
import { temporaryDirectory } from "../../testing/temporary-directory.js";
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
import { loadSource } from "./sources.mjs";
const { url, options } = JSON.parse(process.argv[2]);
const source = { kind: "archive", url, subdirectory: undefined, name: "archive" };
const outcome = await loadSource(source, options).then(
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

/** A function that loads with Node's default options, in a process of its own. Call this at the top of a test file. */
export function prepareLoadInChild(): LoadInChild {
  const program = sourceProgram(PROGRAM);
  return async (url, options, environment = {}) => {
    const temporary = temporaryDirectory();
    const child = spawn(process.execPath, [program.path, JSON.stringify({ url, options })], {
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
}
