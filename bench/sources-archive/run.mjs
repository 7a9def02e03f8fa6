import { once } from "node:events";
import { request } from "node:https";
import { createSecureContext } from "node:tls";
import { loadSource, parseSource, probeSource } from "@rototo/sources";
import { median, printTable } from "../print-table.mjs";
import { serveArchive } from "./archive-server.mjs";
import { readFloor } from "./read-floor.mjs";

const FILES = [100, 5_000];
const ROUNDS = 15;

/**
 * Loading an archive against the cheapest way to download, unzip, take apart and
 * decode the same one, and a probe that finds nothing new against a bare HEAD.
 * Aims: at most 4 times the cheapest load, which checks nothing, and 1.3 times a HEAD.
 */
export async function run() {
  const rows = [["files", "floor ms", "load", "HEAD ms", "unchanged probe"]];
  for (const files of FILES) {
    const server = await serveArchive(files);
    try {
      rows.push(await measure(files, server));
    } finally {
      server.close();
    }
  }
  printTable(rows);
}

async function measure(files, { url, authority }) {
  const source = parseSource(url, { cwd: "/" });
  const options = { certificateAuthorities: authority };
  const secureContext = createSecureContext({ ca: authority });
  const { documents, fingerprint } = await loadSource(source, options);
  if (documents.size !== files) throw new Error(`${documents.size} documents instead of ${files}`);
  const times = { floor: [], load: [], head: [], probe: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.floor.push(await timed(async () => readFloor(await fetchWith("GET", url, secureContext))));
    times.load.push(await timed(() => loadSource(source, options)));
    times.head.push(await timed(() => fetchWith("HEAD", url, secureContext)));
    times.probe.push(
      await timed(async () => {
        const found = await probeSource(source, fingerprint, options);
        if (found !== "unchanged") throw new Error(`the probe said ${found}`);
      }),
    );
  }
  const against = (name, floor) => `${(median(times[name]) / median(times[floor])).toFixed(2)}x`;
  const milliseconds = (name) => median(times[name]).toFixed(1);
  return [files, milliseconds("floor"), against("load", "floor"), milliseconds("head"), against("probe", "head")];
}

/** One request on a connection of its own. */
async function fetchWith(method, url, secureContext) {
  const [response] = await once(request(url, { method, secureContext, agent: false }).end(), "response");
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
