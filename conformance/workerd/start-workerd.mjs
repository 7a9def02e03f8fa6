import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);

/** The program itself: the wrapper that the package has around it would leave it behind. */
const program = require("workerd").default;

/**
 * @typedef {{
 *   modules: Readonly<Record<string, string>>,
 *   bindings?: Readonly<Record<string, string>>,
 *   certificateAuthorities?: string,
 * }} WorkerOptions
 *   `modules` are ES modules by name, the first of them the worker's own; `bindings` are texts; what it fetches over
 *   https must have a certificate of `certificateAuthorities` (PEM).
 *
 * @typedef {{ url: string, output: () => string, stop: () => Promise<void> }} Worker
 */

/**
 * Runs a worker in workerd, the runtime of Cloudflare Workers, on a free port of
 * loopback: without the flag for Node's modules, and without code generation, which it
 * forbids by itself.
 *
 * @param {WorkerOptions} options
 * @returns {Promise<Worker>}
 */
export async function startWorkerd({ modules, bindings = {}, certificateAuthorities }) {
  const directory = mkdtempSync(join(tmpdir(), "rototo-workerd-"));
  const files = Object.entries(modules).map(([name, text], index) => {
    writeFileSync(join(directory, `${index}.js`), text);
    return `(name = ${quote(name)}, esModule = embed "${index}.js")`;
  });
  if (certificateAuthorities !== undefined) writeFileSync(join(directory, "authorities.pem"), certificateAuthorities);
  const trusted = certificateAuthorities === undefined ? "" : `, trustedCertificates = [embed "authorities.pem"]`;
  const texts = Object.entries(bindings).map(([name, text]) => `(name = ${quote(name)}, text = ${quote(text)})`);
  writeFileSync(
    join(directory, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = .network)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const network :Workerd.Network = (
  allow = ["public", "private"],
  tlsOptions = (trustBrowserCas = true${trusted}),
);
const main :Workerd.Worker = (
  modules = [${files.join(", ")}],
  bindings = [${texts.join(", ")}],
  compatibilityDate = "2026-11-01",
);
`,
  );
  const child = spawn(program, ["serve", "--control-fd=3", "config.capnp"], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => (output += text));
  }
  const ended = once(child, "close").finally(() => rmSync(directory, { recursive: true, force: true }));
  const port = await Promise.race([
    listeningPort(/** @type {import("node:stream").Readable} */ (child.stdio[3])),
    ended,
  ]);
  if (typeof port !== "number") throw new Error(`workerd has ended:\n${output}`);
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** workerd says on its control pipe, one JSON object on each line, where it listens. */
async function listeningPort(/** @type {import("node:stream").Readable} */ control) {
  for await (const line of createInterface({ input: control })) {
    const { event, port } = JSON.parse(line);
    if (event === "listen") return Number(port);
  }
  return undefined;
}

/** As a text of Cap'n Proto, whose escapes are those of C. */
function quote(/** @type {string} */ text) {
  return JSON.stringify(text).replace(/\\u00(..)/g, "\\x$1");
}
