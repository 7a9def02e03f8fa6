import { murmur3 } from "./hash-murmur3.js";

/**
 * The position of a unit in percent, 0 to 99.999. A quotient of whole thousandths is the
 * double that the same percentage has when it is written out, so the two compare exactly.
 */
export function positionOf(salted: string): number {
  return Math.floor((murmur3(salted) * 100_000) / 2 ** 32) / 1000;
}
