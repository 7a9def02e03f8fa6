import { spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { startWorkerd } from "../../conformance/workerd/start-workerd.mjs";
import { median, printTable } from "../print-table.mjs";
import { names } from "./decisions.mjs";

const ROUNDS = 9;
/** How long a loop is to take in Node: the time of a request is little beside it. */
const MILLISECONDS = 150;

/**
 * Prints what resolving takes in workerd as ratios to Node: the same module answers the
 * same requests in both, and is timed from outside, for in workerd no time passes
 * between one request of its own and the next. What an empty loop takes is taken off.
 * Returns the rows.
 */
export async function run() {
  const node = spawn(process.execPath, [join(import.meta.dirname, "node-server.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(node.stdout, "data");
  const worker = await startWorkerd({ modules: { main: await bundleWorker() } });
  try {
    const urls = { node: `http://127.0.0.1:${Number(port)}`, workerd: worker.url };
    const rows = [];
    for (const name of names.filter((name) => name !== "empty")) rows.push(await compare(urls, name));
    printTable([
      ["in workerd", "ratio", "ns in workerd", "ns in Node"],
      ...rows.map(({ name, ratio, nanoseconds }) => [
        name,
        `${ratio.toFixed(2)} x Node`,
        nanoseconds.workerd.toFixed(0),
        nanoseconds.node.toFixed(0),
      ]),
    ]);
    return rows;
  } finally {
    node.kill("SIGKILL");
    await worker.stop();
  }
}

async function bundleWorker() {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { answer } from "./decisions.mjs";
export default { fetch: (request) => new Response(answer(request.url)) };`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  return outputFiles[0].text;
}

async function compare({ node, workerd }, name) {
  const count = await calibrate(node, name);
  for (let warm = 0; warm < 2; warm++) await time(workerd, name, count);
  const samples = { node: [], workerd: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [runtime, url] of Object.entries({ node, workerd })) {
      samples[runtime].push((await time(url, name, count)) - (await time(url, "empty", count)));
    }
  }
  return {
    name,
    ratio: median(samples.workerd.map((sample, round) => sample / samples.node[round])),
    nanoseconds: {
      node: (median(samples.node) / count) * 1e6,
      workerd: (median(samples.workerd) / count) * 1e6,
    },
  };
}

async function calibrate(url, name) {
  let count = 1_000;
  for (;;) {
    const milliseconds = Math.min(await time(url, name, count), await time(url, name, count));
    if (milliseconds > MILLISECONDS / 4) return Math.round((count * MILLISECONDS) / milliseconds);
    count *= 2;
  }
}

/** In ms, the request included. */
async function time(url, loop, count) {
  const start = performance.now();
  const [response] = await once(get(`${url}/?loop=${encodeURIComponent(loop)}&count=${count}`), "response");
  let text = "";
  for await (const chunk of response) text += chunk;
  const milliseconds = performance.now() - start;
  if (response.statusCode !== 200 || !(Number(text) >= 0)) throw new Error(`${loop}: ${response.statusCode} ${text}`);
  return milliseconds;
}
