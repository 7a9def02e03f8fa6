import { fnv1a64 } from "./hash-fnv1a.js";
import { murmur3 } from "./hash-murmur3.js";

/**
 * The bucket of a unit under its salt, 0 to 9999. The hash is the original format's,
 * frozen by vectors; `rollout` replaces it because FNV-1a leaves the buckets of some
 * pairs of salts correlated.
 */
export function bucketOf(salted: string): number {
  const [high, low] = fnv1a64(salted);
  return ((high % 10_000) * (2 ** 32 % 10_000) + low) % 10_000;
}

/**
 * The position of a unit in percent, 0 to 99.999. A quotient of whole thousandths is the
 * double that the same percentage has when it is written out, so the two compare exactly.
 */
export function positionOf(salted: string): number {
  return Math.floor((murmur3(salted) * 100_000) / 2 ** 32) / 1000;
}
