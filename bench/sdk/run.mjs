import { deepStrictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { median, printTable } from "../print-table.mjs";
import { compare } from "../resolve/compare.mjs";
import { contexts, decide } from "./decision.mjs";
import { startPeers } from "./peers.mjs";
import { startRototo } from "./rototo.mjs";

/** Records at once: one batch, so that none waits and none is dropped. */
const BATCH = 200;
const RECORD_ROUNDS = 21;
const RECORD_OPERATIONS = 40_000;

/**
 * One decision through the SDK and through other products' clients, in one process and
 * from memory. Aims: a full call with context validation at least 5 times as fast as the
 * fastest peer, and a sink of records at most 1 µs.
 */
export async function run() {
  const directory = mkdtempSync(join(tmpdir(), "rototo-bench-"));
  const peers = await startPeers();
  try {
    const { answers, recorded } = await startRototo(directory);
    await printDecisions(peers, answers, recorded);
    await printRecordCosts(answers["full call with context validation"], recorded);
    for (const { close } of Object.values(recorded)) await close();
    for (const [name, sdk] of Object.entries(recorded)) mustHaveArrived(name, sdk);
  } finally {
    for (const { close } of peers) await close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function printDecisions(peers, answers, recorded) {
  const contenders = { "plain function": each((index) => decide(contexts[index])) };
  const returns = {};
  for (const peer of peers) {
    returns[peer.name] = peer.returns;
    await mustAgree(peer.name, peer.decide);
    contenders[peer.name] = peer.decide(0) instanceof Promise ? eachAwaited(peer.decide) : each(peer.decide);
  }
  for (const [name, answer] of Object.entries(answers)) {
    await mustAgree(name, answer);
    contenders[`rototo: ${name}`] = each(answer);
  }
  for (const [name, sdk] of Object.entries(recorded)) {
    await mustAgree(name, sdk.decide);
    contenders[`rototo: ${name}`] = eachWritten(sdk);
  }
  const { nanoseconds, ratio } = await compare(contenders, { rounds: 41, milliseconds: 2 });
  const names = peers.map(({ name }) => name).sort((left, right) => nanoseconds(left) - nanoseconds(right));
  const [fastest] = names;
  const ours = Object.keys(contenders).filter((name) => name.startsWith("rototo"));
  printTable([
    ["one decision", "returns", "ns", `times as fast as ${fastest}`],
    ...["plain function", ...names, ...ours].map((name) => [
      name,
      returns[name] ?? "object",
      nanoseconds(name).toFixed(0),
      ratio(fastest, name).toFixed(2),
    ]),
  ]);
}

/** What records add to a full call: inside the call, and in CPU time with what happens later and elsewhere. */
async function printRecordCosts(answer, recorded) {
  const added = new Map(Object.keys(recorded).map((name) => [name, { call: [], cpu: [] }]));
  for (let round = 0; round < RECORD_ROUNDS; round += 1) {
    for (const [name, { decide: recording, sampling }] of Object.entries(recorded)) {
      const without = await measureBursts(answer, BATCH / sampling);
      const { call, cpu } = await measureBursts(recording, BATCH / sampling);
      added.get(name).call.push(call - without.call);
      added.get(name).cpu.push(cpu - without.cpu);
    }
  }
  console.log();
  printTable([
    ["records", "added in the call, ns", "added CPU with writing, ns"],
    ...[...added].map(([name, { call, cpu }]) => [name, median(call).toFixed(0), median(cpu).toFixed(0)]),
  ]);
}

async function measureBursts(answer, size) {
  const burst = each(answer);
  let inCalls = 0;
  const start = process.cpuUsage();
  for (let done = 0; done < RECORD_OPERATIONS; done += size) {
    const before = process.hrtime.bigint();
    burst(size);
    inCalls += Number(process.hrtime.bigint() - before);
    await written();
  }
  const { user, system } = process.cpuUsage(start);
  return { call: inCalls / RECORD_OPERATIONS, cpu: ((user + system) * 1000) / RECORD_OPERATIONS };
}

/** A turn in which the batch is written, and one in which the writer finds nothing more. */
async function written() {
  await nextTurn();
  await nextTurn();
}

async function mustAgree(name, answer) {
  for (const [index, context] of contexts.entries()) {
    // Some give an object without a prototype.
    deepStrictEqual({ ...(await answer(index)) }, decide(context), `${name} gives something else`);
  }
}

/** Nothing was measured if records were dropped. */
function mustHaveArrived(name, { sampling, arrived, asked }) {
  const share = arrived() / asked();
  if (Math.abs(share - sampling) > sampling / 10) throw new Error(`${name}: ${share} of the records arrived`);
}

function each(answer) {
  return (operations) => {
    let total = 0;
    for (let index = 0; index < operations; index += 1) total += answer(index & 63).max_output_tokens;
    return total;
  };
}

function eachAwaited(answer) {
  return async (operations) => {
    let total = 0;
    for (let index = 0; index < operations; index += 1) total += (await answer(index & 63)).max_output_tokens;
    return total;
  };
}

/** In bursts that fill a batch, each with its writing. */
function eachWritten({ decide: answer, sampling }) {
  const burst = each(answer);
  const size = BATCH / sampling;
  return async (operations) => {
    let total = 0;
    for (let done = 0; done < operations; done += size) {
      total += burst(Math.min(size, operations - done));
      await written();
    }
    return total;
  };
}
