import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loadSource, parseSource, probeSource } from "@rototo/sources";
import { writeWorkspace } from "../lint/write-workspace.mjs";
import { median, printTable } from "../print-table.mjs";
import { writeLargeRepository } from "./large-repository.mjs";

const ROUNDS = 5;
const PROBE_ROUNDS = 31;
const GIBIBYTE = 2 ** 30;
const execute = promisify(execFile);

/**
 * A load against `git clone --depth 1` and reading the files, and an unchanged
 * probe against `git ls-remote`. Aims: at most 1.3 times and 1.2 times. The
 * refresh is a load with a store that has the commit already. Beside a gibibyte
 * elsewhere in its repository, a workspace of four files costs what it costs alone.
 */
export async function run() {
  const directory = mkdtempSync(join(tmpdir(), "rototo-bench-"));
  const [key, certificate] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key];
  const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", "-x509", ...ec, "-out", certificate, "-days", "2", ...name], { stdio: "ignore" });
  process.env.GIT_SSL_CAINFO = certificate;
  const script = fileURLToPath(new URL("serve.mjs", import.meta.url));
  const server = spawn(process.execPath, [script, directory, key, certificate], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = await once(server.stdout, "data");
    const rows = [["source", "files", "clone ms", "load", "refresh", "ls-remote ms", "probe"]];
    for (const files of [100, 5_000]) {
      const repository = writeRepository(directory, files);
      const addresses = [`file://${repository}`, `https://localhost:${String(port).trim()}/${files}.git`];
      for (const address of addresses) rows.push(await measure(directory, address, files));
    }
    printTable(rows);
    const large = writeLargeRepository(directory, GIBIBYTE);
    const addresses = [`file://${large}`, `https://localhost:${String(port).trim()}/large.git`];
    const largeRows = [["beside 1 GiB", "load ms", "refresh ms", "store KiB"]];
    for (const address of addresses) largeRows.push(await measureLarge(directory, address));
    printTable(largeRows);
  } finally {
    server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A bare repository whose workspace in `config` has about `files` files. */
function writeRepository(directory, files) {
  const work = join(directory, `${files}`);
  mkdirSync(join(work, "config"), { recursive: true });
  writeWorkspace(join(work, "config"), Math.round(files / 1.1));
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: work });
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "-m", "bench");
  git("clone", "--quiet", "--bare", ".", `../${files}.git`);
  rmSync(work, { recursive: true });
  return `${work}.git`;
}

async function measure(directory, address, files) {
  const times = { clone: [], load: [], refresh: [], list: [], probe: [] };
  const source = parseSource(`git+${address}#main:config`, { cwd: "/" });
  const gitStore = join(directory, "store");
  const { fingerprint } = await loadSource(source, { gitStore });
  for (let round = 0; round < ROUNDS; round += 1) {
    const clone = join(directory, "clone");
    times.clone.push(await timed(() => cloneAndRead(address, clone)));
    rmSync(clone, { recursive: true });
    times.load.push(await timed(() => loadSource(source)));
    times.refresh.push(await timed(() => loadSource(source, { gitStore })));
  }
  for (let round = 0; round < PROBE_ROUNDS; round += 1) {
    times.list.push(await timed(() => execute("git", ["ls-remote", address, "refs/heads/main"])));
    times.probe.push(await timed(() => probeSource(source, fingerprint)));
  }
  const ratio = (ours, theirs) => `${(median(times[ours]) / median(times[theirs])).toFixed(2)}x`;
  return [
    address.slice(0, address.indexOf(":")),
    files,
    median(times.clone).toFixed(0),
    ratio("load", "clone"),
    ratio("refresh", "clone"),
    median(times.list).toFixed(0),
    ratio("probe", "list"),
  ];
}

async function measureLarge(directory, address) {
  const source = parseSource(`git+${address}#main:config`, { cwd: "/" });
  const gitStore = join(directory, "store-large");
  const times = { load: [], refresh: [] };
  await loadSource(source, { gitStore });
  for (let round = 0; round < ROUNDS; round += 1) {
    times.load.push(await timed(() => loadSource(source)));
    times.refresh.push(await timed(() => loadSource(source, { gitStore })));
  }
  const stored = readdirSync(gitStore, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  rmSync(gitStore, { recursive: true });
  return [
    address.slice(0, address.indexOf(":")),
    median(times.load).toFixed(0),
    median(times.refresh).toFixed(0),
    (stored / 1024).toFixed(0),
  ];
}

async function cloneAndRead(address, clone) {
  await execute("git", ["clone", "--quiet", "--depth", "1", "--branch", "main", address, clone]);
  let bytes = 0;
  for (const entry of readdirSync(join(clone, "config"), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += readFileSync(join(entry.parentPath, entry.name), "utf8").length;
  }
  return bytes;
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
