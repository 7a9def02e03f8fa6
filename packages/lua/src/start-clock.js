// Both ends of a thread use this, so its types stand in start-clock.d.ts: Node starts the
// thread's end from the sources, and the other end is TypeScript, also for who imports it from there.

export function startClock() {
  const start = performance.now();
  const usageAtStart = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(usageAtStart);
    return Math.min(performance.now() - start, (user + system) / 1_000);
  };
}
