import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sliceWorkspace } from "@rototo/core";
import { ajvEngine } from "@rototo/core/ajv";
import { link, readSnapshot } from "@rototo/core/resolve";
import { median, printTable } from "../print-table.mjs";
import { writeWorkspace } from "../lint/write-workspace.mjs";

const VARIABLES = 10_000;
const ROUNDS = 9;
const CONTEXT = { account: { plan: "enterprise", seats: 700 } };

const command = fileURLToPath(new URL("../../packages/cli/dist/rototo.cjs", import.meta.url));

/**
 * Prints what a snapshot costs: building it with the built command, reading it
 * against `JSON.parse` of the same text, the memory that it takes against that of the
 * parsed text, and the first answer. Returns the rows.
 */
export function run() {
  const directory = mkdtempSync(join(tmpdir(), "rototo-bench-snapshot-"));
  try {
    const workspace = join(directory, "config");
    const built = join(directory, "config.snapshot.json");
    writeWorkspace(workspace, VARIABLES);
    const lint = seconds(() => rototo("workspace", "lint", workspace));
    const build = seconds(() => rototo("build", workspace, "--out", built));
    const module = join(directory, "part.mjs");
    const part = ["--variables", "limit-1,limit-2*", "--environment", "prod", "--format", "esm"];
    const buildPart = seconds(() => rototo("build", built, "--out", module, ...part));

    const text = readFileSync(built, "utf8");
    const read = () => {
      const unverified = readSnapshot(text);
      return unverified.verify(hash("sha256", unverified.content, "hex")).workspace;
    };
    const parse = () => JSON.parse(text);
    const [parseTime, readTime] = times(parse, read);
    const [parsedHeap, readHeap] = [heapOf(parse), heapOf(read)];
    const linkedHeap = heapOf(() => link(read(), { schemaEngine: ajvEngine }));
    const linkTimes = [];
    const firstTimes = [];
    // Validators of a schema are kept for the engine's user, so each of these compiles anew.
    for (let round = 0; round < ROUNDS; round += 1) {
      const compiled = read();
      let resolver;
      linkTimes.push(seconds(() => (resolver = link(compiled, { schemaEngine: ajvEngine }))));
      firstTimes.push(seconds(() => resolver.resolveVariable(`limit-${round * 1_000}`, "prod", CONTEXT)));
    }
    const compiled = read();
    const ids = compiled.variables.map(({ id }) => id).filter((id) => id.startsWith("limit-2"));
    const sliceTimes = Array.from({ length: ROUNDS }, () =>
      seconds(() => sliceWorkspace(compiled, { variables: ids, environment: "prod" })),
    );
    const rows = [
      ["build, with lint", milliseconds(build), `${ratio(build, lint)} x lint`],
      ["build a part of the snapshot, as a module", milliseconds(buildPart), `${ratio(buildPart, build)} x build`],
      ["read", milliseconds(readTime), `${ratio(readTime, parseTime)} x JSON.parse`],
      ["heap when read", megabytes(readHeap), `${ratio(readHeap, parsedHeap)} x the parsed JSON`],
      ["heap when linked", megabytes(linkedHeap), `${ratio(linkedHeap, parsedHeap)} x the parsed JSON`],
      ["link", milliseconds(median(linkTimes)), `${ratio(median(linkTimes), parseTime)} x JSON.parse`],
      ["first answer", milliseconds(median(firstTimes)), `${milliseconds(Math.max(...firstTimes))} at most`],
      ["slice", milliseconds(median(sliceTimes)), `${ratio(median(sliceTimes), parseTime)} x JSON.parse`],
    ];
    console.log(`${VARIABLES} variables, ${megabytes(text.length)} of JSON, parsed in ${milliseconds(parseTime)}`);
    printTable([["what", "takes", "is"], ...rows]);
    return rows;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function rototo(...words) {
  execFileSync(process.execPath, [command, ...words], { stdio: "ignore" });
}

/** The medians of some functions, which take turns. */
function times(...functions) {
  const taken = functions.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, once] of functions.entries()) {
      globalThis.gc?.();
      taken[index].push(seconds(once));
    }
  }
  return taken.map(median);
}

function seconds(once) {
  const start = performance.now();
  once();
  return (performance.now() - start) / 1_000;
}

/** Bytes that the result of `make` keeps. Needs --expose-gc. */
function heapOf(make) {
  const kept = [];
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < 3; round += 1) kept.push(make());
  collect();
  return (process.memoryUsage().heapUsed - before) / kept.length;
}

function collect() {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
}

function ratio(value, base) {
  return (value / base).toFixed(2);
}

function milliseconds(value) {
  return `${(value * 1_000).toFixed(value < 0.01 ? 3 : 0)} ms`;
}

function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) run();
