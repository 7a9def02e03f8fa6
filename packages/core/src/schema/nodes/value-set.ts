import { canonicalJson } from "../../json/canonical-json.js";
import { jsonEqual } from "../../json/json-equality.js";
import { isComposite, type JsonArray, type JsonValue } from "../../json/json-value.js";

/** JSON values among which one is found at once, however many they are, at a price that is bounded by the largest. */
export class ValueSet {
  readonly #scalars = new Set<unknown>();
  /** Lists and objects by their canonical text. */
  readonly #composites = new Map<string, JsonValue>();
  readonly #longest: number = 0;

  constructor(readonly values: JsonArray) {
    for (const value of values) {
      if (!isComposite(value)) {
        this.#scalars.add(value);
        continue;
      }
      const text = canonicalJson(value);
      this.#composites.set(text, value);
      this.#longest = Math.max(this.#longest, text.length);
    }
  }

  /** How many different values there are. */
  get size(): number {
    return this.#scalars.size + this.#composites.size;
  }

  has(value: unknown): boolean {
    if (!isComposite(value)) return this.#scalars.has(value);
    if (roomAfter(value, this.#longest) < 0) return false;
    // Text does not tell null from what JSON cannot hold.
    return jsonEqual(this.#composites.get(canonicalJson(value as JsonValue)), value);
  }
}

/** What remains of `room` characters beside the text of `value`, or more; less than 0 as soon as it does not fit. */
function roomAfter(value: unknown, room: number): number {
  if (typeof value === "string") return room - value.length;
  if (!isComposite(value)) return room - 1;
  let left = room - 2;
  if (Array.isArray(value) && value.length > left) return -1;
  for (const key of Object.keys(value)) {
    if (left < 0) return left;
    left = roomAfter(value[key], Array.isArray(value) ? left : left - key.length);
  }
  return left;
}
