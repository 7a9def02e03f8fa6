import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Times contenders against each other in one process. Rounds are interleaved, and ratios
 * are taken within a round, so that a machine that is busy for a while slows both sides.
 *
 * `contenders` maps a name to a function that does `count` operations and returns a
 * number that depends on them, so that nothing is optimised away, or a promise of one
 * where each operation is awaited. Resolves to medians over the rounds: `nanoseconds(name)` per operation, and `ratio(name, peer)`.
 */
export async function compare(contenders, { rounds = 15, milliseconds = 8 } = {}) {
  const names = Object.keys(contenders);
  const counts = new Map();
  for (const name of names) counts.set(name, await calibrate(contenders[name], milliseconds));
  const samples = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const count = counts.get(name);
      samples.get(name).push((await time(contenders[name], count)) / count);
    }
  }
  // The sum is read, so that no operation can be optimised away.
  if (Number.isNaN(sink)) throw new Error("a contender returned no number");
  return {
    nanoseconds: (name) => median(samples.get(name)),
    ratio: (name, peer) => median(samples.get(name).map((sample, round) => sample / samples.get(peer)[round])),
  };
}

/** Operations that take about `milliseconds`, after the code has become warm. */
async function calibrate(run, milliseconds) {
  let count = 1000;
  for (let warm = 0; warm < 5; warm++) await time(run, count);
  for (;;) {
    // Once may have been while the machine did something else.
    const nanoseconds = Math.min(await time(run, count), await time(run, count), await time(run, count));
    if (nanoseconds > milliseconds * 1e6) return Math.max(1, Math.round((count * milliseconds * 1e6) / nanoseconds));
    count *= 2;
  }
}

let sink = 0;

async function time(run, count) {
  // What the one before left to the event loop, such as collecting its garbage, is nobody else's time.
  await nextTurn();
  const start = process.hrtime.bigint();
  const outcome = run(count);
  const total = typeof outcome === "number" ? outcome : await outcome;
  const nanoseconds = Number(process.hrtime.bigint() - start);
  sink += total;
  return nanoseconds;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[values.length >> 1];
}
