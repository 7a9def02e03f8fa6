import { fnv1a64 } from "./hash-fnv1a.js";

/**
 * The bucket of a unit under `salt`, 0 to 9999. The hash is the original format's,
 * frozen by vectors; `rollout` replaces it because FNV-1a leaves the buckets of some
 * pairs of salts correlated.
 */
export function bucketOf(salted: string): number {
  const [high, low] = fnv1a64(salted);
  return ((high % 10_000) * (2 ** 32 % 10_000) + low) % 10_000;
}
