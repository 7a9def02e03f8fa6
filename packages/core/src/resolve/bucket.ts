import type { JsonValue } from "../json/json-value.js";
import { FNV1A64_START, fnv1a64, fnv1a64Modulo } from "./hash-fnv1a.js";
import { unitText } from "./unit-text.js";

const BUCKETS = 10_000;

/**
 * Computes the bucket of an attribute, 0 to 9999: FNV-1a 64-bit over the UTF-8
 * bytes of `salt`, `:` and its text. `undefined` for an attribute without text.
 * The hash is the original format's, frozen by vectors; `rollout` replaces it
 * because FNV-1a leaves the buckets of some pairs of salts correlated.
 */
export function linkBucket(salt: string): (actual: JsonValue) => number | undefined {
  const salted = fnv1a64(FNV1A64_START, salt + ":");
  return (actual) => {
    const text = unitText(actual);
    return text === undefined ? undefined : fnv1a64Modulo(fnv1a64(salted, text), BUCKETS);
  };
}
