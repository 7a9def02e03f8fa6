import { DEEPEST_LEVEL } from "../json/deepest-level.js";
import { jsonPointer } from "../json/json-pointer.js";
import { isComposite, isJsonObject, type JsonObject } from "../json/json-value.js";
import { contextInvalid } from "./context-invalid.js";
import { isScalar } from "./plain-context.js";

/** A list or an object that is being copied, by key. */
interface JsonCopy {
  [key: string]: unknown;
}

/**
 * A copy of `context` as plain own data. Every property of the caller's objects is
 * read once, so getters and proxies cannot answer differently later, and nothing the
 * caller changes afterwards is seen. Own enumerable properties only; one that is
 * `undefined` is left out. The caller's objects are never written to.
 *
 * Throws `context-invalid` with a JSON pointer for what JSON cannot hold: anything
 * but an object at the top, class instances (dates and maps among them), functions,
 * symbols, bigints, NaN and infinities, `undefined` in a list, more than 500 levels,
 * a getter or proxy that throws (it is the `cause`).
 */
export function copyContext(context: unknown): JsonObject {
  try {
    const copy = copyOf(context, 1, isPrototypeExtended());
    if (isJsonObject(copy)) return copy;
    throw new Unfit("must be an object");
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const { keys, message, cause } = error;
    throw contextInvalid("context", [{ pointer: jsonPointer(keys.reverse()), message, keyword: "json" }], cause);
  }
}

/** Why something cannot be copied. */
class Unfit extends Error {
  /** The keys that lead there, the innermost first: noted on the way out, so that what fits pays nothing for them. */
  readonly keys: string[] = [];
}

const NOTHING = Object.freeze({});

/** True when someone has added to Object.prototype, so that plain objects inherit data. */
function isPrototypeExtended(): boolean {
  for (const key in NOTHING) return key in NOTHING;
  return false;
}

function copyOf(value: unknown, level: number, isolated: boolean): JsonCopy {
  // It also ends the walk through a context that contains itself.
  if (level > DEEPEST_LEVEL) throw new Unfit("must nest at most 500 levels; does it contain itself?");
  const copy = copyOneLevel(value, isolated);
  for (const key in copy) {
    // `for in` also meets what someone has put on Object.prototype; that is no part of the context.
    if (!Object.prototype.hasOwnProperty.call(copy, key)) continue;
    const member = copy[key];
    if (isScalar(member)) continue;
    if (member === undefined && !Array.isArray(copy)) {
      Reflect.deleteProperty(copy, key);
      continue;
    }
    try {
      copy[key] = copyOf(member, level + 1, isolated);
    } catch (error) {
      if (error instanceof Unfit) error.keys.push(key);
      throw error;
    }
  }
  return copy;
}

/** The only place that touches the caller's objects: each property is read once here. */
function copyOneLevel(value: unknown, isolated: boolean): JsonCopy {
  try {
    // Several times faster than asking for the prototype, and only a shortcut: whatever answers otherwise is asked.
    if (isComposite(value) && !isolated && value["__proto__"] === Object.prototype) return { ...value };
    if (Array.isArray(value)) return copyList(value);
    if (isPlain(value)) return isolated ? { __proto__: null, ...value } : { ...value };
  } catch (cause) {
    throw new Unfit("could not be read (see cause)", { cause });
  }
  throw new Unfit("must be plain JSON data");
}

/** Of no prototype, or the Object.prototype of this realm or another one. */
function isPlain(value: unknown): value is object {
  const prototype: unknown = isComposite(value) ? Object.getPrototypeOf(value) : undefined;
  return prototype === null || (isComposite(prototype) && Object.getPrototypeOf(prototype) === null);
}

function copyList(list: readonly unknown[]): JsonCopy {
  const copy = [];
  for (const item of list) {
    copy.push(item);
    // It is refused anyway; a sparse list may have billions of these.
    if (item === undefined) break;
  }
  return copy as unknown as JsonCopy;
}
