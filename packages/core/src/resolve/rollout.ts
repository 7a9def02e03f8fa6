import type { JsonValue } from "../json/json-value.js";
import { MURMUR3_START, murmur3, murmur3Finish } from "./hash-murmur3.js";
import { unitText } from "./unit-text.js";

const POSITIONS = 100_000;

/**
 * Computes the position of an attribute in thousandths of a percent, 0 to 99999:
 * MurmurHash3 x86 32-bit over the UTF-8 bytes of `salt`, `:` and its text, scaled.
 * `undefined` for an attribute without text. Whole numbers, because percentages
 * such as 0.1 have no exact double.
 */
export function linkRollout(salt: string): (actual: JsonValue) => number | undefined {
  const salted = murmur3(MURMUR3_START, salt + ":");
  return (actual) => {
    const text = unitText(actual);
    return text === undefined ? undefined : Math.floor((murmur3Finish(murmur3(salted, text)) * POSITIONS) / 2 ** 32);
  };
}

/** A percentage of at most three decimals in thousandths. */
export function thousandths(percent: number): number {
  return Math.round(percent * 1000);
}
