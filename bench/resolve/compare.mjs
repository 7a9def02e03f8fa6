/**
 * Times contenders against each other in one process. Rounds are interleaved, and ratios
 * are taken within a round, so that a machine that is busy for a while slows both sides.
 *
 * `contenders` maps a name to a function that does `count` operations and returns a
 * number that depends on them, so that nothing is optimised away. Gives medians over the
 * rounds: `nanoseconds(name)` per operation, and `ratio(name, peer)`.
 */
export function compare(contenders, { rounds = 15, milliseconds = 8 } = {}) {
  const names = Object.keys(contenders);
  const counts = new Map(names.map((name) => [name, calibrate(contenders[name], milliseconds)]));
  const samples = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const count = counts.get(name);
      samples.get(name).push(time(contenders[name], count) / count);
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
function calibrate(run, milliseconds) {
  let count = 1000;
  for (let warm = 0; warm < 5; warm++) time(run, count);
  for (;;) {
    const nanoseconds = time(run, count);
    if (nanoseconds > milliseconds * 1e6) return Math.max(1, Math.round((count * milliseconds * 1e6) / nanoseconds));
    count *= 2;
  }
}

let sink = 0;

function time(run, count) {
  const start = process.hrtime.bigint();
  sink += run(count);
  return Number(process.hrtime.bigint() - start);
}

function median(values) {
  return [...values].sort((left, right) => left - right)[values.length >> 1];
}
