import { jsonPointer } from "../json/json-pointer.js";
import { isJsonObject, kindOf, type JsonObject, type JsonValue } from "../json/json-value.js";
import { contextInvalid } from "./violation-message.js";

/** Levels of nesting. Far beyond any real context, and it ends the walk through one that contains itself. */
const DEEPEST_CONTEXT = 500;

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
    const copy = copyOf(context, 1);
    if (isJsonObject(copy)) return isPrototypeExtended() ? withoutPrototypes(copy) : copy;
    throw new Unfit(`must be an object, not ${copy === undefined ? "missing" : kindOf(copy)}`);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const violation = { pointer: jsonPointer(error.path), message: error.message, keyword: "json" };
    throw contextInvalid("context is not plain JSON data", [violation], error.cause);
  }
}

const NOTHING = Object.freeze({});

/** True when someone has added to Object.prototype, so that plain objects inherit data. */
function isPrototypeExtended(): boolean {
  for (const key in NOTHING) return key in NOTHING;
  return false;
}

function withoutPrototypes<T extends JsonValue>(copy: T): T {
  if (isJsonObject(copy)) Object.setPrototypeOf(copy, null);
  if (typeof copy === "object" && copy !== null) Object.values(copy).forEach(withoutPrototypes);
  return copy;
}

/** Why the data at `path` is not JSON. */
class Unfit extends Error {
  readonly path: (string | number)[] = [];
}

function copyOf(value: unknown, level: number): unknown {
  switch (typeof value) {
    case "object":
      return value === null ? null : copyComposite(value, level);
    case "string":
    case "boolean":
    case "undefined":
      return value;
    case "number":
      if (Number.isFinite(value)) return value;
      throw new Unfit("must be a finite number; leave it out or pass null");
    default:
      throw new Unfit(`must be JSON data, not a ${typeof value}; leave it out or pass it as a string`);
  }
}

function copyComposite(value: object, level: number): unknown {
  if (level > DEEPEST_CONTEXT) {
    throw new Unfit(`must nest at most ${DEEPEST_CONTEXT} levels; does it contain itself?`);
  }
  const copy = copyOneLevel(value);
  for (const key in copy) {
    const member = copy[key];
    if (typeof member === "string" || typeof member === "boolean") continue;
    // `for in` also meets what someone has put on Object.prototype; that is no part of the context.
    if (!Object.hasOwn(copy, key)) continue;
    try {
      if (typeof member === "object" && member !== null) copy[key] = copyComposite(member, level + 1);
      else if (member !== undefined) copyOf(member, level);
      else if (!Array.isArray(copy)) Reflect.deleteProperty(copy, key);
      else throw new Unfit("must not be undefined; pass null");
    } catch (error) {
      if (error instanceof Unfit) error.path.unshift(key);
      throw error;
    }
  }
  return copy;
}

/** The only place that touches the caller's objects: each property is read once here. */
function copyOneLevel(value: object): Record<string, unknown> {
  try {
    // Several times faster than asking for the prototype, and only a shortcut: whatever answers otherwise is asked.
    if ((value as { readonly __proto__?: unknown }).__proto__ === Object.prototype) return { ...value };
    if (Array.isArray(value)) return copyList(value) as unknown as Record<string, unknown>;
    const prototype: unknown = Object.getPrototypeOf(value);
    // No prototype, or the Object.prototype of this realm or another one.
    if (prototype === null || Object.getPrototypeOf(prototype) === null) {
      return { ...value };
    }
  } catch (cause) {
    throw new Unfit("could not be read: a getter or proxy threw (see cause); pass plain data", { cause });
  }
  throw new Unfit("must be a plain object, not an instance of a class; pass its data, or a date as RFC 3339 text");
}

function copyList(list: readonly unknown[]): unknown[] {
  const copy: unknown[] = [];
  for (let index = 0, { length } = list; index < length; index++) {
    const item = list[index];
    copy.push(item);
    // It is refused anyway; a sparse list may have billions of these.
    if (item === undefined) break;
  }
  return copy;
}
