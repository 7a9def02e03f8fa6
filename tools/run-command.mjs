import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The directory of the checkout. Every command runs there, so arguments stay relative and free of spaces. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a command of the checkout: one of `node_modules/.bin`, or of the system.
 *
 * @param {readonly string[]} command The program and its arguments.
 * @param {{ capture?: boolean, variables?: Record<string, string> }} [options] `capture` keeps the output instead of
 *   showing it; `variables` are added to its environment.
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>} Settled when the program has ended;
 *   `output` is what it wrote to both streams, empty when it was shown.
 */
export function runCommand(command, { capture = false, variables = {} } = {}) {
  const [program = "", ...args] = command;
  const started = performance.now();
  return new Promise((settle) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...commandEnvironment(), ...variables },
      // On Windows the programs of node_modules/.bin are command files, which only a shell starts.
      shell: process.platform === "win32" && program !== "node",
      stdio: ["ignore", capture ? "pipe" : "inherit", capture ? "pipe" : "inherit"],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    /** @param {boolean} ok @param {string} [reason] */
    const end = (ok, reason = "") => {
      settle({ ok, output: Buffer.concat(chunks).toString() + reason, seconds: (performance.now() - started) / 1000 });
    };
    child.on("error", (error) => {
      end(false, `${program} could not be started: ${error.message}\n`);
    });
    child.on("close", (code, signal) => {
      end(code === 0, signal === null ? "" : `${program} was ended by ${signal}\n`);
    });
  });
}

/** The environment of every command: ours first on the path, and no tool that reports home. */
function commandEnvironment() {
  // With NODE_ENV=production the installer would leave out the very tools that build and test.
  const { NODE_ENV: _, ...inherited } = process.env;
  return {
    ...inherited,
    PATH: [join(root, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(delimiter),
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
  };
}
